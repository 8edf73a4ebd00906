import Events
import Foundation
import Journal

/// A folder of its own for one test, gone with it.
final class Folder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }  // what stays is in the temporary folder
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

struct Unsealable: Error {}

extension Draft {
  /// A note whose body is `body`, in the clear.
  static func note(_ body: String = "kaffe", id: EventID? = nil, type: EventType = .note) -> Draft {
    Draft(type: type, handle: Handle(high: 1, low: 2), id: id) { _ in Array(body.utf8) }
  }

  static let bad = Draft(type: .note, handle: .organisation) { _ in throw Unsealable() }
}

func bytes(_ span: RawSpan) -> [UInt8] { span.withUnsafeBytes { Array($0) } }

extension Journal {
  /// Every record, with its position, read in small chunks.
  func all(types: TypeFilter? = nil) throws -> [(position: Position, header: Header, body: String)] {
    var all: [(Position, Header, String)] = []
    var last: Position = 0
    while true {
      let reached = try read(after: last, atMost: 37, types: types) { position, header, record in
        all.append(
          (position, header, String(decoding: bytes(record).dropFirst(Header.byteCount), as: UTF8.self)))
      }
      guard reached > last else { return all }
      last = reached
    }
  }
}
