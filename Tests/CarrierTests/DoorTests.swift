import Events
import Foundation
import Glibc
import Machines
import Testing

@testable import Carrier

@Suite("The door of a machine")
struct DoorTests {
  private let said = Said()

  private func door(in data: String = "") -> Door {
    let said = said
    return Door(in: data, .danish, complain: { said.add($0) }) { _, by in FleetOutcome(by) }
  }

  private func refused(_ bytes: Data) throws -> String {
    try #require(JSONDecoder().decode(Door.Reply.self, from: bytes).refused)
  }

  @Test("whoever asks in words of another version is told so in their language, or in both")
  func otherVersion() throws {
    let other = { (language: String) in
      Data(#"{"order":{"dance":{}},"by":"","language":"\#(language)"}"#.utf8)
    }
    let said = try [other("da"), other("en"), other("fo"), Data("?".utf8)].map {
      try #require(door().reply(to: $0).refused)
    }
    #expect(said[0].contains("start den igen") && !said[0].contains("start it again"))
    #expect(said[1].contains("start it again") && !said[1].contains("start den igen"))
    for both in said[2...] { #expect(both.contains("start den igen") && both.contains("start it again")) }
  }

  @Test("where it cannot be put into words what came of an order, that is said, and how to look")
  func unspeakable() throws {
    struct Unspeakable: Encodable {
      func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(0, .init(codingPath: [], debugDescription: "no words for it"))
      }
    }
    for (language, sentence) in [("da", "om det er gjort"), ("en", "whether it was done"), ("", " / ")] {
      let speaker = Door.Speaker(of: Data(#"{"language":"\#(language)"}"#.utf8))
      #expect(try refused(door().words(Unspeakable(), for: speaker)).contains(sentence))
    }
    #expect(said.all.count == 3)
    let speaker = Door.Speaker(of: Data())
    let outcome = try JSONDecoder().decode(
      Door.Reply.self, from: door().words(Door.Reply(outcome: FleetOutcome("van-1")), for: speaker))
    #expect(outcome.outcome?.name == "van-1")
  }

  // MARK: - Who may knock

  private static let setpriv = "/usr/bin/setpriv"
  private static let perl = "/usr/bin/perl"
  /// To be another user one has to be root first.
  private static var canBeAnother: Bool {
    geteuid() == 0 && [setpriv, perl].allSatisfy(FileManager.default.isExecutableFile)
  }

  /// Knocks as a process of this user, or of another, and says what it heard.
  private func knocks(at path: String, as user: Int?) throws -> String {
    let asks = """
      use Socket; $SIG{PIPE} = 'IGNORE'; socket(S, PF_UNIX, SOCK_STREAM, 0);
      connect(S, pack_sockaddr_un($ARGV[0])) or do { print 'shut'; exit };
      syswrite(S, '{}'); shutdown(S, 1); print 'heard:', join('', <S>);
      """
    let (process, heard) = (Process(), Pipe())
    let knock = [Self.perl, "-e", asks, path]
    let become = user.map { [Self.setpriv, "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
    process.executableURL = URL(filePath: (become + knock)[0])
    process.arguments = Array((become + knock).dropFirst())
    process.standardOutput = heard
    try process.run()
    let text = String(decoding: try heard.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }

  @Test(
    "another user of the machine is not let through, by the file, nor by what the kernel says of them",
    .enabled(if: canBeAnother))
  func strangers() async throws {
    let data = NSTemporaryDirectory() + "door-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    defer { _ = try? FileManager.default.removeItem(atPath: data) }
    let running = Task { try await door(in: data).run() }
    try await until("the door stands") { FileManager.default.fileExists(atPath: data + "/door") }
    #expect(try knocks(at: data + "/door", as: 65_534) == "shut")
    #expect(try knocks(at: data + "/door", as: nil).contains("start den igen"))
    #expect(said.all == [])
    // Were the file open to all, by somebody's hand.
    chmod(data + "/door", 0o666)
    #expect(try knocks(at: data + "/door", as: 65_534) == "heard:")
    #expect(said.all == [DoorError.stranger(data).sentence(.danish)])
    running.cancel()
    _ = await running.result
  }
}
