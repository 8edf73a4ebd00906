/// How many participants hold a pattern, and how many of them fall under each sensitive rule: numbers that are
/// added up at once. Which type is taken depends on how many rules there are.
protocol Tally: Sendable, SendableMetatype {
  static var none: Self { get }
  init(rules: UInt64)
  var people: UInt32 { get }
  func people(under rule: Int) -> UInt32
  mutating func add(_ other: Self)
}

extension UInt32: Tally {
  static var none: UInt32 { 0 }
  init(rules: UInt64) { self = 1 }
  var people: UInt32 { self }
  func people(under rule: Int) -> UInt32 { 0 }
  @inline(__always) mutating func add(_ other: UInt32) { self &+= other }
}

extension SIMD4<UInt32>: Tally {
  static var none: Self { Self() }
  init(rules: UInt64) { self = Self(lanes: rules) }
  var people: UInt32 { self[0] }
  func people(under rule: Int) -> UInt32 { self[rule + 1] }
  @inline(__always) mutating func add(_ other: Self) { self &+= other }
}

extension SIMD16<UInt32>: Tally {
  static var none: Self { Self() }
  init(rules: UInt64) { self = Self(lanes: rules) }
  var people: UInt32 { self[0] }
  func people(under rule: Int) -> UInt32 { self[rule + 1] }
  @inline(__always) mutating func add(_ other: Self) { self &+= other }
}

extension SIMD where Scalar == UInt32 {
  /// A one for the participant, then one for each rule that they fall under.
  fileprivate init(lanes rules: UInt64) {
    self.init()
    self[0] = 1
    for lane in 1..<Self.scalarCount { self[lane] = UInt32(rules >> UInt64(lane - 1) & 1) }
  }
}
