/// All that is wrong in a vocabulary file, in the order of its lines.
public struct VocabularyError: Error, Equatable, CustomStringConvertible {
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// Counts from 1.
    public let line: Int
    /// What is wrong and what to write instead.
    public let text: String

    public var description: String { "line \(line): \(text)" }
  }

  public let problems: [Problem]

  /// One line for each problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
