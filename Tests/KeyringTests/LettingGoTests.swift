import Events
import TestGround
import Testing

@testable import Keyring

extension `An epoch` {
  @Test func `lets go of a key of which no byte is left, and which may come again`() throws {
    let keyring = try open()
    try keyring.makeKeys(for: [anna, bent])
    try keyring.destroy([gone])
    let kept = try keyring.seal(words, for: anna, binding: [1])
    let away = try keyring.seal(words, for: bent, binding: [1])
    let old = try [entry(keyring, anna), entry(keyring, bent)].map { $0.suffix(60) }
    let slot = try #require(try keyring.folder.epochs.read()[1]).bytes[40..<100]
    var key = try keyring.lend([bent]) { keys in keys.map { ($0.0, Array($0.1)) } }
    #expect(try keyring.letGo([bent, gone]) == Rotation(ended: 2, begun: 3, wrapped: 1))
    #expect(try !old.contains { try folder.holds($0) } && !folder.holds(slot) && !folder.holds(key[0].1))
    #expect(try keyring.status(of: bent) == .unknown && keyring.status(of: gone) == .destroyed)
    #expect(try keyring.handles(.live) == [anna])
    #expect(try keyring.open(kept, for: anna, binding: [1]) == words)
    #expect(throws: KeyringError.unknown(bent)) { try keyring.open(away, for: bent, binding: [1]) }
    #expect(throws: KeyringError.organisation) { try keyring.letGo([.organisation]) }
    #expect(try keyring.take(&key).kept == [bent])
    #expect(try keyring.open(away, for: bent, binding: [1]) == words)
  }

  @Test(arguments: RotationStep.allCases)
  func `that a kill keeps from letting go lets go at the next, or has done so`(step: RotationStep) throws {
    let isBegun = [.served, .slotDestroyed, .storeDestroyed].contains(step)
    var wrapped: ArraySlice<UInt8> = []
    do {
      let keyring = try open()
      try keyring.makeKeys(for: [anna, bent])
      wrapped = try entry(keyring, bent).suffix(60)
      #expect(throws: KeyringError.organisation) {
        try keyring.rotate(Leaving(gone: [bent])) { (done) throws(KeyringError) in
          if done == step { throw .organisation }  // stands for the kill
        }
      }
    }
    let keyring = try open()
    #expect(try keyring.status(of: bent) == (isBegun ? .unknown : .live))
    #expect(try folder.holds(wrapped) == !isBegun)
    try keyring.letGo([bent])
    #expect(try keyring.status(of: bent) == .unknown && keyring.status(of: anna) == .live)
    #expect(try !folder.holds(wrapped))
  }
}
