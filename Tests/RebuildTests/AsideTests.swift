import Events
import Keyring
@testable import Rebuild
import Testing

@Suite struct `Why a view stands still` {
  private static let id = EventID(origin: 7, sequence: 7)
  private static let reasons: [any Error] =
    [
      BodyError.unknownType(99, id), BodyError.newer(9, id), BodyError.unreadable(id, WireError(offset: 3)),
      BodyError.beyond(id, "time"), BodyError.beyond(id, "count"), KeyringError.forged(a),
      KeyringError.damaged(a),
    ]
    + ["target", "other person", "promise", "machine", "erasure", "release"].map {
      BodyError.incomplete(id, $0)
    }

  @Test func `is said in the reader's language`() {
    let english: Set<Substring> = [
      "the", "event", "of", "is", "was", "it", "or", "its", "from", "install", "on",
    ]
    for error in Self.reasons {
      let aside = Aside(event: Self.id, reason: "\(error)")
      #expect(aside.said(.english) == "\(error)")
      let words = aside.said(.danish).split { !$0.isLetter }.map { Substring($0.lowercased()) }
      #expect(english.isDisjoint(with: words), "\(aside.said(.danish))")
    }
  }
}
