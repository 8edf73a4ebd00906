public import Events

/// All that is wrong in a policy file, in the order of its lines.
public struct PolicyError: Refusal, Hashable {
  public struct Problem: Hashable, Sendable {
    /// Counts from 1.
    public var line: Int
    /// What is wrong and what to write instead.
    public var danish: String
    public var english: String

    public init(line: Int, danish: String, english: String) {
      (self.line, self.danish, self.english) = (line, danish, english)
    }
  }

  public var problems: [Problem]

  public init(_ problems: [Problem]) {
    self.problems = problems.sorted { ($0.line, $0.english) < ($1.line, $1.english) }
  }

  /// One line for each problem.
  public func sentence(_ language: Language) -> String {
    problems.map { problem in
      language.say("linje \(problem.line): \(problem.danish)", "line \(problem.line): \(problem.english)")
    }.joined(separator: "\n")
  }
}
