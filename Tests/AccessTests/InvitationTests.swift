import Access
import Events
import Foundation
import Keyring
import Testing

@Suite("An invitation") struct InvitationTests {
  @Test("opens one device, once")
  func once() throws {
    let desk = try Desk()
    let secret = try desk.register.invite("Jytte", [.helper], stops: ["Nibe"], by: "Anders", desk.now).secret
    #expect(try desk.register.invitation(secret, desk.now).0.by == "Anders")
    let (cookie, seat) = try desk.register.accept(secret, pin: "4071", device: "", desk.now) { _ in }
    #expect(try desk.seat(cookie)?.name == "Jytte")
    #expect(seat.stops == ["Nibe"])
    #expect(
      try desk.refusal { _ = try desk.register.accept(secret, pin: "4071", device: "", desk.now) { _ in } }
        == .invitationGone)
  }

  @Test("is not used up by looking, nor by a PIN that will not do")
  func looking() throws {
    let desk = try Desk()
    let secret = try desk.register.invite("Jytte", [.helper], by: "", desk.now).secret
    for _ in 0..<3 { _ = try desk.register.invitation(secret, desk.now) }
    for (pin, why) in [
      ("12", AccessRefusal.shortPIN), ("1234", .easyPIN), ("7777", .easyPIN), ("abcd", .shortPIN),
    ] {
      #expect(
        try desk.refusal { _ = try desk.register.accept(secret, pin: pin, device: "", desk.now) { _ in } }
          == why)
    }
    #expect(try desk.refusal { _ = try desk.register.invitation(secret, desk.now) } == nil)
  }

  @Test("runs out after seven days, is taken back, and is worth nothing once its owner has left")
  func runsOut() throws {
    let desk = try Desk()
    _ = try desk.sit("Anders", [.admin])
    let jytte = try desk.sit("Jytte").seat.account
    func gone(_ secret: String) throws -> Bool {
      try desk.refusal { _ = try desk.register.invitation(secret, desk.now) } == .invitationGone
    }
    let late = try desk.register.invite(jytte, by: "", desk.now).secret
    desk.pass(days: 7)
    #expect(try gone(late))
    let back = try desk.register.invite(jytte, by: "", desk.now).secret
    try desk.register.takeBack(from: jytte)
    #expect(try gone(back))
    let left = try desk.register.invite(jytte, by: "", desk.now).secret
    try desk.register.leave(jytte, desk.now) { _ in }
    #expect(try gone(left))
    #expect(try gone("nonsense"))
  }

  @Test("lets nobody in whose coming could not be written down, and can then be taken again")
  func toldFirst() throws {
    struct NoRoom: Error {}
    let desk = try Desk()
    let secret = try desk.register.invite("Jytte", [.helper], by: "", desk.now).secret
    #expect(throws: NoRoom.self) {
      try desk.register.accept(secret, pin: "4071", device: "", desk.now) { _ in throw NoRoom() }
    }
    #expect(try desk.register.devices(desk.now).isEmpty)
    _ = try desk.register.accept(secret, pin: "4071", device: "", desk.now) { _ in }
    #expect(try desk.register.devices(desk.now).count == 1)
  }

  @Test("of a program beside the server is there at once, and nothing of it can be read in the files")
  func otherProcess() throws {
    let desk = try Desk()
    let (cookie, _) = try desk.sit("Jytte Testdatter")
    let secret = try desk.register.invite("Bo Prøvesen", [.admin], stops: ["Hurup"], by: "", desk.now).secret
    let files = try FileManager.default.contentsOfDirectory(atPath: desk.path + "/access")
    for file in files {
      let bytes = try Data(contentsOf: URL(filePath: desk.path + "/access/" + file))
      for word in ["Jytte", "Testdatter", "Bo Prøvesen", "Hurup", "Nibe", "Firefox", cookie, secret] {
        #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) stands in \(file)")
      }
    }
  }

  @Test("makes no second person of a name that is here")
  func sameName() throws {
    let desk = try Desk()
    _ = try desk.sit("Jytte")
    #expect(
      try desk.refusal { _ = try desk.register.invite("jytte", [.admin], by: "", desk.now) }
        == .alreadyHere("jytte"))
    #expect(try desk.refusal { _ = try desk.register.invite("", [.admin], by: "", desk.now) } == .noName)
    #expect(try desk.refusal { _ = try desk.register.invite("Bo", [], by: "", desk.now) } == .noRole)
  }
}
