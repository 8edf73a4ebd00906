/// One figure of the verifier or of an attack, beside what it may be.
public struct Figure: Hashable, Sendable, Encodable {
  /// In small letters with hyphens, as it stands in the manifest: `linkage-sequence`, `unicity-4`.
  public var name: String
  public var value: Double
  /// What it must not pass; nil where it is only told.
  public var limit: Double?
  /// Whether the value must be at least the limit, not at most.
  public var isLeast: Bool
  /// One sentence in each language, with the figure in it.
  public var danish: String
  public var english: String

  public init(
    _ name: String, _ value: Double, limit: Double? = nil, isLeast: Bool = false, danish: String,
    english: String
  ) {
    (self.name, self.value, self.limit, self.isLeast) = (name, value, limit, isLeast)
    (self.danish, self.english) = (danish, english)
  }

  public var holds: Bool { limit.map { isLeast ? value >= $0 : value <= $0 } ?? true }
}
