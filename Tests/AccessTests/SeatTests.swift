import Access
import Events
import Foundation
import Keyring
import Testing

@Suite("A device") struct SeatTests {
  @Test("is locked after a quarter of an hour without a sign of life, and opened by its PIN alone")
  func locks() throws {
    let desk = try Desk()
    let (cookie, _) = try desk.sit()
    for _ in 0..<5 {
      desk.pass(minutes: 14)
      #expect(try desk.seat(cookie)?.isLocked == false)
    }
    desk.pass(minutes: 17)
    #expect(try desk.seat(cookie)?.isLocked == true)
    #expect(try desk.seat(cookie)?.isLocked == true, "a look is no sign of life of whoever has the PIN")
    #expect(
      try desk.refusal { try desk.register.unlock(cookie, pin: "4072", desk.now) } == .wrongPIN(left: 14))
    try desk.register.unlock(cookie, pin: "4071", desk.now)
    #expect(try desk.seat(cookie)?.isLocked == false)
    try desk.register.lock(cookie)
    #expect(try desk.seat(cookie)?.isLocked == true)
  }

  @Test("waits longer after each wrong PIN from the fifth on, and is out after the fifteenth")
  func throttles() throws {
    let desk = try Desk()
    let (cookie, _) = try desk.sit()
    var waited: [Int] = []
    for tries in 1...14 {
      #expect(
        try desk.refusal { try desk.register.unlock(cookie, pin: "0000", desk.now) }
          == .wrongPIN(left: 15 - tries))
      let again = try desk.refusal { try desk.register.unlock(cookie, pin: "4071", desk.now) }
      if tries < 5 {
        #expect(again == nil)
        // The right one forgave the wrong ones: begin again.
        for _ in 0..<tries {
          _ = try desk.refusal { try desk.register.unlock(cookie, pin: "0000", desk.now) }
        }
      } else if case .pinWaits(let seconds)? = again {
        waited.append(seconds)
        desk.pass(minutes: Int64(seconds / 60 + 1))
      }
    }
    #expect(waited == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600])
    #expect(try desk.refusal { try desk.register.unlock(cookie, pin: "0000", desk.now) } == .seatEnded)
    #expect(try desk.seat(cookie) == nil)
    #expect(try desk.refusal { try desk.register.unlock(cookie, pin: "4071", desk.now) } == .seatEnded)
  }

  @Test("is out after 14 days without a visit, and after 90 in any case")
  func ends() throws {
    let desk = try Desk()
    let (unseen, _) = try desk.sit("Bo")
    let (seen, _) = try desk.sit("Jytte")
    for _ in 0..<8 {
      desk.pass(days: 10)
      try desk.register.unlock(seen, pin: "4071", desk.now)
      #expect(try desk.seat(seen) != nil)
    }
    #expect(try desk.seat(unseen) == nil)
    desk.pass(days: 11)
    #expect(try desk.seat(seen) == nil)
  }

  @Test("is out at once when it is ended, with all others, or with whoever has left")
  func revoked() throws {
    let desk = try Desk()
    _ = try desk.sit("Anders", [.admin])
    let devices = try (0..<4).map { _ in try desk.sit("Jytte") }
    let account = devices[0].seat.account
    try desk.register.end(account) { $0 == devices[1].seat.id }
    #expect(try devices.map { try desk.seat($0.cookie) != nil } == [true, false, true, true])
    try desk.register.end(account) { $0 != devices[0].seat.id }
    #expect(try devices.map { try desk.seat($0.cookie) != nil } == [true, false, false, false])
    try desk.register.leave(account, desk.now) { _ in }
    #expect(try desk.seat(devices[0].cookie) == nil)
    #expect(try desk.register.person(named: "Jytte") == nil)
  }

  @Test(
    "keeps its key and its outbox when its owner comes in again, under another cookie; a stranger's does not")
  func renewed() throws {
    let desk = try Desk()
    let (old, seat) = try desk.sit("Jytte")
    let secret = try desk.register.invite(seat.account, by: "", desk.now).secret
    let (new, again) = try desk.register.accept(secret, pin: "9055", device: "", replacing: old, desk.now) {
      _ in
    }
    #expect(new != old)
    #expect(again.storeKey == seat.storeKey)
    #expect(again.origins == seat.origins)
    #expect(again.token != seat.token)
    #expect(try desk.seat(old) == nil)
    let other = try desk.register.invite("Bo", [.helper], by: "", desk.now).secret
    let (_, bo) = try desk.register.accept(other, pin: "9055", device: "", replacing: new, desk.now) { _ in }
    #expect(bo.storeKey != seat.storeKey && bo.storeKey.count == 32)
    #expect(try desk.seat(new) == nil)
  }

  @Test(
    "that was ended, or of which the PIN was wrong too often, opens what it has kept when its owner comes in again"
  )
  func reopened() throws {
    let desk = try Desk()
    let (ended, first) = try desk.sit("Jytte")
    try desk.register.end(first.account) { $0 == first.id }
    #expect(try desk.seat(ended) == nil)
    let (guessed, second) = try desk.sit("Jytte")
    #expect(second.storeKey == first.storeKey && second.storeKey.count == 32)
    #expect(second.origins != first.origins, "another seat, another outbox")
    for _ in 0..<15 {
      _ = try desk.refusal { try desk.register.unlock(guessed, pin: "0000", desk.now) }
      desk.pass(minutes: 61)
    }
    #expect(try desk.seat(guessed) == nil)
    #expect(try desk.sit("Jytte").seat.storeKey == first.storeKey)
    _ = try desk.sit("Karen", [.admin])
    try desk.register.leave(first.account, desk.now) { _ in }
    #expect(try desk.sit("Jytte").seat.storeKey != first.storeKey, "another account of the same name")
  }

  @Test("has what its owner may do now, not what they might when they came")
  func roles() throws {
    let desk = try Desk()
    _ = try desk.sit("Karen", [.admin])
    let (cookie, seat) = try desk.sit("Anders", [.admin, .helper])
    try desk.register.change(seat.account) { ($0.roles, $0.stops) = ([.helper], ["Hals"]) }
    #expect(try desk.seat(cookie)?.roles == [.helper])
    #expect(try desk.seat(cookie)?.stops == ["Hals"])
  }

  @Test("of the last admin cannot be locked out by taking the role away")
  func lastAdmin() throws {
    let desk = try Desk()
    let account = try desk.sit("Anders", [.admin]).seat.account
    _ = try desk.register.invite("Karen", [.admin], by: "", desk.now)
    #expect(try desk.refusal { try desk.register.change(account) { $0.roles = [.helper] } } == .lastAdmin)
    #expect(try desk.refusal { try desk.register.leave(account, desk.now) { _ in } } == .lastAdmin)
    #expect(try desk.refusal { try desk.register.change(account) { $0.roles = [] } } == .noRole)
  }

  @Test("tells one that tries many PINs at once no more than one that tries them one by one")
  func atOnce() async throws {
    let desk = try Desk()
    let (cookie, _) = try desk.sit()
    let (register, now) = (desk.register, desk.now)
    let wrong = await withTaskGroup(of: Bool.self) { group in
      for pin in 0..<24 {
        group.addTask {
          do { try register.unlock(cookie, pin: "20\(pin + 10)", now) } catch AccessRefusal.wrongPIN {
            return true
          } catch {}
          return false
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wrong == 5)
  }
}
