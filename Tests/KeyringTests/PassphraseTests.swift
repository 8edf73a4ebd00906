import Testing

@testable import Keyring

@Suite struct `Keys from a passphrase` {
  @Test(
    "follow as RFC 7914 (12) has it",
    arguments: [
      (
        "password", "NaCl", ScryptCost(logN: 10, r: 8, p: 16),
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
          + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
      ),
      (
        "pleaseletmein", "SodiumChloride", ScryptCost(logN: 14, r: 8, p: 1),
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
          + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
      ),
    ])
  func vectors(passphrase: String, salt: String, cost: ScryptCost, expected: String) throws {
    let text = Array(passphrase.utf8)
    let secret = try Secret.scrypt(text.span.bytes, salt: Array(salt.utf8), cost: cost, count: 64)
    #expect([UInt8](secret.bytes).hex == expected)
  }

  @Test("are refused where they would take memory without end")
  func bounds() {
    #expect(ScryptCost.recovery.isBearable)
    #expect(ScryptCost(logN: 20, r: 8, p: 1).isBearable)
    for cost in [(0, 8, 1), (25, 8, 1), (17, 0, 1), (17, 17, 1), (17, 8, 0), (24, 8, 1)] {
      let cost = ScryptCost(logN: UInt8(cost.0), r: UInt8(cost.1), p: UInt8(cost.2))
      #expect(!cost.isBearable)
      #expect(throws: KeyringError.self) { try scrypt([], cost) }
    }
  }

  func scrypt(_ text: [UInt8], _ cost: ScryptCost) throws {
    _ = try Secret.scrypt(text.span.bytes, salt: [], cost: cost)
  }

  static let cost = ScryptCost(logN: 4, r: 8, p: 1)

  func chunks(of plain: [UInt8], binding: [UInt8] = [7]) throws -> [[UInt8]] {
    var seal = try ChunkSeal.sealing(
      passphrase: ([1, 2, 3] as [UInt8]).span.bytes, salt: [4], cost: Self.cost, binding: binding)
    var sealed: [UInt8] = []
    for start in stride(from: 0, to: plain.count, by: 1000) {
      sealed += try seal.seal(Array(plain[start..<min(start + 1000, plain.count)]).span.bytes)
    }
    sealed += try seal.finish()
    return stride(from: 0, to: sealed.count, by: ChunkSeal.sealedBytes).map {
      Array(sealed[$0..<min($0 + ChunkSeal.sealedBytes, sealed.count)])
    }
  }

  /// What they hold; nil when one does not open.
  func opened(
    _ chunks: [[UInt8]], passphrase: [UInt8] = [1, 2, 3], binding: [UInt8] = [7]
  ) throws -> [UInt8]? {
    var seal = try ChunkSeal.opening(
      passphrase: passphrase.span.bytes, salt: [4], cost: Self.cost, binding: binding)
    var plain: [UInt8] = []
    for (index, chunk) in chunks.enumerated() {
      let isOpen = seal.open(chunk.span.bytes, isLast: index == chunks.count - 1) { bytes in
        bytes.withUnsafeBytes { plain += Array($0) }
      }
      guard isOpen else { return nil }
    }
    return plain
  }

  @Test("seal a stream in chunks, and open it", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func stream(length: Int) throws {
    let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let chunks = try chunks(of: plain)
    #expect(chunks.count == max(1, (length + 65_535) / 65_536))
    #expect(try opened(chunks) == plain)
    #expect(try opened(chunks, passphrase: [1, 2, 4]) == nil)
    #expect(try opened(chunks, binding: [8]) == nil)
  }

  @Test("show that a chunk was changed, left out, moved, or that the end was cut off")
  func tampering() throws {
    let chunks = try chunks(of: [UInt8](repeating: 5, count: 200_000))
    for index in chunks.indices {
      var changed = chunks
      changed[index][40] ^= 1
      #expect(try opened(changed) == nil)
      #expect(try opened(chunks.enumerated().filter { $0.offset != index }.map(\.element)) == nil)
      var moved = chunks
      moved.swapAt(index, (index + 1) % chunks.count)
      #expect(try opened(moved) == nil)
    }
    #expect(try opened(chunks + [chunks[3]]) == nil)
  }
}
