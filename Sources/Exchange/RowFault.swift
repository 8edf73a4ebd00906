/// A row of a file that was not taken, by its number, with the reason; it is set aside and not lost.
public struct RowFault: Hashable, Sendable {
  /// From 1, as an editor counts lines.
  public var line: Int
  public var danish: String
  public var english: String

  public init(line: Int, danish: String, english: String) {
    (self.line, self.danish, self.english) = (line, danish, english)
  }
}
