/// A count with noise, as it is published.
public struct NoisyCell: Hashable, Sendable {
  /// A value for each column of the table.
  public var key: [String]
  /// May be below zero: to cut it off would bend sums.
  public var count: Int

  public init(_ key: [String], _ count: Int) { (self.key, self.count) = (key, count) }
}
