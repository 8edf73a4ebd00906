import Events
import Foundation
import Journal

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
