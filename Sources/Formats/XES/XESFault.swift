/// Where a file breaks which rule of IEEE 1849, or of XML.
public struct XESFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  public var danish: String
  public var english: String

  public init(line: Int, danish: String, english: String) {
    (self.line, self.danish, self.english) = (line, danish, english)
  }

  public var description: String { "line \(line): \(english)" }
}
