import Foundation

/// One byte of one file that becomes another.
public struct Edit: CustomStringConvertible, Sendable {
  public let file: String
  public let offset: Int
  public let byte: UInt8

  public var description: String { "\(file) at \(offset) becomes \(byte)" }

  public init(file: String, offset: Int, byte: UInt8) {
    (self.file, self.offset, self.byte) = (file, offset, byte)
  }

  /// The edit of this number and seed: nine of twenty in the log, nine in the keys, two in the small files
  /// beside them; any byte of the file, any other value.
  public init(number: Int, seed: UInt64, of subject: Subject) {
    var random = Numbers(seed: seed &* 0x9E37_79B9 &+ UInt64(number))
    let stores = subject.files.filter { $0.name.hasSuffix("data.mdb") && !$0.bytes.isEmpty }
    let small = subject.files.filter { !$0.name.hasSuffix("data.mdb") && !$0.bytes.isEmpty }
    let among = number % 10 == 9 && !small.isEmpty ? small : stores
    let (name, bytes) = among[random.below(among.count)]
    let offset = random.below(bytes.count)
    self.init(
      file: name, offset: offset,
      byte: bytes[bytes.startIndex + offset] &+ UInt8(1 + random.below(255)))
  }

  public func apply(to subject: Subject) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: subject.path + "/" + file))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: [byte])
    try file.close()
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
public struct Numbers: RandomNumberGenerator {
  private var state: UInt64
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
