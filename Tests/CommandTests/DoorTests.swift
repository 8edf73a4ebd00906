import Foundation
import Testing

@Suite struct `Orders to a machine that runs` {
  /// A hub with two vans that have asked, served on a free port while `body` runs.
  private func served(_ body: (Desk, Process) throws -> Void) throws {
    let hub = try Desk()
    try hub.does("hub", "begin", "nibe", "--address", "127.0.0.1:7422")
    for name in ["van-nord", "van-syd"] { try hub.lets(name, in: Desk(making: false)) }
    let serving = try hub.serves()
    defer {
      if serving.isRunning { kill(serving.processIdentifier, SIGKILL) }
      serving.waitUntilExit()
    }
    try body(hub, serving)
  }

  @Test(
    "A lost van is locked out by one command beside the server, which goes on; who did it is said and told")
  func lockOut() throws {
    try served { hub, serving in
      let mode = try FileManager.default.attributesOfItem(atPath: hub.data + "/door")[.posixPermissions]
      #expect(mode as? Int == 0o600)
      let said = try hub.does("hub", "lock-out", "van-nord", "--reason", "stjålet", "--by", "Anders")
      #expect(said.contains("van-nord er lukket ude") && said.contains("kører videre"), "\(said)")
      #expect(said.contains("nr. \(serving.number)"), "\(said)")
      #expect(try hub.does("machines").contains("stjålet"))
      let told = try hub.events().last?["data"] as? [String: Any]
      #expect(told?["by"] as? String == "Anders")
      let broker = try String(contentsOfFile: hub.data + "/broker/nats.conf", encoding: .utf8)
      #expect(!broker.contains("van-nord") && broker.contains("van-syd"))
      try hub.refuses("hub", "lock-out", "van-vest", saying: "no machine is called")
      try hub.refuses("hub", "end", saying: "van-syd still")
      #expect(serving.isRunning)
    }
  }

  @Test("A van is let in beside the server, and a machine that stands alone becomes a hub and is alone again")
  func comesAndGoes() throws {
    let (hub, van) = (try Desk(), try Desk(making: false))
    let serving = try hub.serves()
    defer {
      kill(serving.processIdentifier, SIGTERM)
      serving.waitUntilExit()
    }
    try hub.does("hub", "begin", "nibe", "--address", "127.0.0.1:7422")
    try hub.lets("van-nord", in: van)
    #expect(try hub.ids("machineAdmitted").count == 2)
    try hub.does("hub", "lock-out", "van-nord")
    #expect(try hub.does("hub", "end").contains("kører videre"))
    #expect(!FileManager.default.fileExists(atPath: hub.data + "/machine"))
    #expect(serving.isRunning)
    try hub.refuses("machines", saying: "this one machine only")
  }

  @Test("Where the server was killed, its door leads nowhere: the command writes itself, and says so")
  func killed() throws {
    try served { hub, serving in
      kill(serving.number, SIGKILL)
      serving.waitUntilExit()
      #expect(FileManager.default.fileExists(atPath: hub.data + "/door"))
      #expect(try hub.does("hub", "lock-out", "van-nord").contains("intet, der skriver"))
      try hub.isSound()
    }
  }

  @Test("After a hub is lost, all brokers get new secrets: each machine opens its own file, and no other")
  func renew() throws {
    let (hub, van) = (try Desk(), try Desk(making: false))
    let ours = try hub.does("hub", "begin", "nibe", "--address", "127.0.0.1:7422").heard
    let answer = try hub.lets("van-nord", in: van)
    try van.does("van", "join", answer, "--fingerprint", ours)
    try hub.lets("van-syd", in: Desk(making: false))
    func secrets(of desk: Desk) throws -> [String] {
      try ["own.pem", "own.key", "authority.pem", "nats.conf"].map {
        try String(contentsOfFile: desk.data + "/broker/" + $0, encoding: .utf8)
      }
    }
    let before = (try secrets(of: hub), try secrets(of: van))
    #expect(try hub.does("hub", "renew", "--to", hub.folder.path).contains("van-nord.renewal"))
    #expect(zip(before.0, try secrets(of: hub)).allSatisfy { $0 != $1 })
    try van.refuses("van", "renew", hub.folder.path + "/van-syd.renewal", saying: "is for van-syd")
    #expect(try secrets(of: van) == before.1)
    try van.does("van", "renew", hub.folder.path + "/van-nord.renewal")
    let after = (try secrets(of: hub), try secrets(of: van))
    #expect(zip(before.1, after.1).allSatisfy { $0 != $1 } && after.0[2] == after.1[2])
    try hub.isSound()
    try van.isSound()
  }
}

extension Process {
  /// The one that serves; what started it starts it again when it has trapped, and passes signals on.
  fileprivate var number: Int32 {
    let path = "/proc/\(processIdentifier)/task/\(processIdentifier)/children"
    let children = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return children.split(separator: " ").first.flatMap { Int32($0) } ?? 0
  }
}
