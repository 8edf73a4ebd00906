import Foundation
import Testing

extension String {
  /// The fingerprint that was said, as one hears it on the telephone.
  var heard: String {
    firstMatch(of: /[0-9A-Z]{4}( [0-9A-Z]{4}){3}/).map { String($0.output.0) } ?? ""
  }
}

extension Desk {
  fileprivate func begin() throws -> String {
    try does("hub", "begin", "nibe", "--address", "127.0.0.1:7422").heard
  }

  /// Asks here, is admitted there, and both fingerprints are read out.
  /// - Returns: the path of the answer, and the hub's fingerprint.
  fileprivate func asks(_ hub: Desk, _ name: String, _ words: String...) throws -> (
    answer: String, heard: String
  ) {
    let asked = try run(["van", "ask", name] + words)
    #expect(asked.status == 0, "\(asked.complained)")
    let (request, answer) = (folder.path + "/\(name).request", folder.path + "/\(name).answer")
    let said = try hub.does("hub", "admit", request, "--fingerprint", asked.said.heard, "--to", answer)
    return (answer, said.heard)
  }

  fileprivate func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: data + "/" + name) }
}

@Suite struct `Several machines` {
  let hub: Desk
  let van: Desk

  init() throws {
    hub = try Desk()
    van = try Desk(making: false)
  }

  @Test("A machine that stands alone knows nothing of others, and is told how to begin")
  func alone() throws {
    #expect(!(try hub.does("status").contains("nibe")))
    #expect(try hub.object("status")["machines"] == nil)
    #expect(!hub.has("machine") && !hub.has("broker"))
    try hub.refuses("machines", saying: "this one machine only")
    try hub.refuses("move", "Kaj", "--to", "nord", saying: "this one machine only")
  }

  @Test("The first becomes a hub and changes nothing of what was told; a van asks, is admitted and joins")
  func joins() throws {
    try hub.does("consent", "Kaj", "--give", "care")
    let before = try hub.log()
    _ = try hub.begin()
    #expect(try hub.log().hasPrefix(before))
    let (answer, heard) = try van.asks(hub, "van-nord", "--region", "nord")
    #expect(try van.does("van", "join", answer, "--fingerprint", heard).contains("van-nord"))
    #expect(try hub.ids("machineAdmitted").count == 2)
    #expect(try van.log().isEmpty)
    #expect(van.has("broker/nats.conf") && van.has("machine/identity") && !van.has("machine/asking"))
    let broker = try String(contentsOfFile: van.data + "/broker/nats.conf", encoding: .utf8)
    #expect(broker.contains("tls {") && !broker.contains("nats-leaf://") && van.has("broker/own.key"))
    let fleet = try hub.does("machines")
    #expect(fleet.contains("denne maskine") && fleet.contains("van · nord"))
    try hub.isSound()
    try van.isSound()
  }

  @Test("Nobody is admitted whose fingerprint was not read out, and no answer is taken without the hub's")
  func fingerprints() throws {
    _ = try hub.begin()
    let heard = try van.does("van", "ask", "van-nord").heard
    let request = van.folder.path + "/van-nord.request"
    try hub.refuses("hub", "admit", request, saying: "read out its fingerprint")
    let wrong = String(heard.reversed())
    try hub.refuses("hub", "admit", request, "--fingerprint", wrong, saying: "is not the fingerprint")
    #expect(try hub.ids("machineAdmitted").count == 1)
    let (answer, ours) = try van.asks(hub, "van-nord")
    try van.refuses("van", "join", answer, saying: "read out its fingerprint")
    try van.refuses("van", "join", answer, "--fingerprint", heard, saying: "is not the fingerprint")
    try van.refuses("hub", "join", answer, "--fingerprint", ours, saying: "asked to be a van")
    #expect(!van.has("log"))
    try Desk(making: false).refuses("van", "join", answer, "--fingerprint", ours, saying: "nothing was asked")
  }

  @Test("Who has joined cannot join again, and a folder with data does not join at all")
  func twice() throws {
    _ = try hub.begin()
    let (answer, heard) = try van.asks(hub, "van-nord")
    try van.does("van", "join", answer, "--fingerprint", heard)
    try van.refuses("van", "join", answer, "--fingerprint", heard, saying: "there is a data folder")
    try van.refuses("van", "ask", "van-syd", saying: "there is a data folder")
    try hub.refuses("hub", "begin", "aarhus", "--address", "127.0.0.1:7522", saying: "is nibe already")
    try hub.refuses("hub", "lock-out", "nibe", saying: "cannot lock itself out")
  }

  @Test("A machine that was locked out gets no answer any more, and its name is spent")
  func lockedOut() throws {
    _ = try hub.begin()
    let heard = try van.does("van", "ask", "van-nord").heard
    _ = try van.asks(hub, "van-nord")
    try hub.does("hub", "lock-out", "van-nord", "--reason", "stjålet")
    let request = van.folder.path + "/van-nord.request"
    try hub.refuses("hub", "admit", request, "--fingerprint", heard, saying: "locked out for ever")
    #expect(try hub.does("machines").contains("stjålet"))
    try hub.refuses("hub", "lock-out", "van-syd", saying: "no machine is called")
  }

  @Test("Back to one: only when the others are locked out, and the log is whole")
  func end() throws {
    _ = try hub.begin()
    _ = try van.asks(hub, "van-nord", "--region", "nord")
    try hub.does("consent", "Kaj", "--give", "care")
    try hub.refuses("move", "Kaj", "--to", "syd", saying: "no machine has the region")
    try hub.does("move", "Kaj", "--to", "nord")
    #expect(try hub.ids("participantMoved").count == 1)
    try hub.refuses("hub", "end", saying: "van-nord still")
    try hub.does("hub", "lock-out", "van-nord")
    try hub.does("hub", "end")
    #expect(!hub.has("machine") && !hub.has("broker"))
    try hub.isSound()
    try hub.refuses("machines", saying: "this one machine only")
  }
}
