import Anonymity
import Events
import Formats
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import Releases
import Research
import Testing

@Suite struct `A release` {
  @Test func `holds only those who said yes, as the log was at its position`() throws {
    let village = try Village()
    let before = try village.engine.journal.end
    let traces = try village.engine.traces(at: before, jobs: 2, progress: Progress(total: 0))
    #expect(traces.keepers.count == Village.consenting)
    #expect(traces.events == Village.consenting * 8)
    #expect(traces.stops == [Village.stop] && traces.helpers == [Village.helper])
    try village.tell(.consentWithdrawn([.research]), of: 1)
    try village.tell(.consentWithdrawn([.care]), of: 2)
    let now = try village.engine.traces(
      at: village.engine.journal.end, jobs: 1, progress: Progress(total: 0))
    #expect(now.keepers.count == Village.consenting - 2)
    let then = try village.engine.traces(at: before, jobs: 1, progress: Progress(total: 0))
    #expect(then.keepers == traces.keepers && then.kind == traces.kind && then.day == traces.day)
  }

  @Test func `is handed out whole, told in the log, and says nothing that it must not`() throws {
    let village = try Village()
    let folder = village.folder()
    let made = try village.make(try Village.policy(), to: folder)
    #expect(made.released.participants > 30 && made.released.participants <= Village.consenting)
    let files = try Village.files(folder)
    #expect(files["datapackage.json"] != nil && files["schema.json"] != nil && files["READ-ME.md"] != nil)
    #expect(!FileManager.default.fileExists(atPath: folder + ".making"))
    let manifest = try #require(files["datapackage.json"])
    #expect(try Digest.sha256(Array(manifest).span.bytes) == made.released.manifest)
    let logged = try village.engine.release("doors")
    #expect(logged.id == made.id && logged.released == made.released)
    var secrets = ["hemmelighedsfuldt", "Torkildine", "Qvortrup", Village.stop, Village.helper]
    secrets += (0..<Village.people).map { Village.handle($0).description }
    secrets += [logged.handle.description, logged.event.description]
    let rows = try EventTable.jsonLines(in: ReleaseFolder(path: folder))
    for (path, data) in files {
      let texts = [data, path.hasSuffix(".gz") ? Data(rows.utf8) : Data()]
      for secret in secrets {
        #expect(!texts.contains { $0.range(of: Data(secret.utf8)) != nil }, "\(secret) in \(path)")
      }
    }
  }

  @Test func `is the same again, byte for byte, elsewhere and with another number of threads`() throws {
    let village = try Village()
    let (first, second, third) = (village.folder(), village.folder(), village.folder())
    let policy = try Village.policy()
    let made = try village.make(policy, to: first)
    let logged = try village.engine.release(made.id)
    _ = try village.make(policy, to: second, jobs: 1) { $0.again = logged }
    #expect(try Village.files(first) == Village.files(second))
    let other = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: village.path, toPath: other)
    try FileManager.default.removeItem(atPath: other + "/releases")
    let elsewhere = try Village(at: other)
    _ = try elsewhere.make(policy, to: third, jobs: 3) { $0.again = logged }
    #expect(try Village.files(first) == Village.files(third))
    #expect(try elsewhere.shelf.dossier(of: logged.handle)?.policy == policy.text)
    #expect(try village.engine.releases().count == 1)
  }

  @Test func `that is refused leaves nothing behind`() throws {
    let village = try Village()
    let (folder, end) = (village.folder(), try village.engine.journal.end)
    let keys = try village.engine.keyring.count().live
    #expect(throws: (any Error).self) {
      try village.make(try Village.policy { $0.leastParticipants = 5000 }, to: folder)
    }
    #expect(try village.engine.journal.end == end && village.engine.keyring.count().live == keys)
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(!FileManager.default.fileExists(atPath: folder + ".making"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: village.path).allSatisfy { !$0.hasPrefix("out") })
  }

  @Test func `that is rehearsed is measured and kept nowhere`() throws {
    let village = try Village()
    let end = try village.engine.journal.end
    let made = try village.make(try Village.policy(), to: nil)
    #expect(made.released.participants > 30 && !made.dossier.figures.isEmpty)
    #expect(try village.engine.journal.end == end)
    let left = (try? FileManager.default.contentsOfDirectory(atPath: village.path + "/releases")) ?? []
    #expect(left.isEmpty)
  }

  @Test func `beside another one is held back until enough is different`() throws {
    let village = try Village()
    _ = try village.make(try Village.policy(), to: village.folder())
    let folder = village.folder()
    #expect(throws: ResearchRefusal.self) { try village.make(try Village.policy(), to: folder) }
    #expect(!FileManager.default.fileExists(atPath: folder))
    try village.notebook.recall(release: village.engine.release("doors").handle, reason: "ny udgave")
    _ = try village.make(try Village.policy(), to: folder)
    #expect(try village.engine.releases().count == 2)
  }

  @Test func `is told to whoever is in it, and to nobody once they are erased`() throws {
    let village = try Village()
    let made = try village.make(try Village.policy(), to: village.folder())
    let keepers = (0..<Village.people).map(Village.handle)
    let told = try keepers.filter { try !village.shelf.receipts(of: $0).isEmpty }
    #expect(told.count == made.released.participants)
    let one = try #require(told.first)
    let receipt = try #require(try village.shelf.receipts(of: one).first)
    #expect(receipt.release.id == made.id && receipt.pid?.count == 16 && (receipt.events ?? 0) > 0)
    let before = try village.shelf.memberships(of: receipt.release.handle)
    _ = try village.notebook.erase(one.description)
    let after = try village.shelf.memberships(of: receipt.release.handle)
    #expect(after.members.count == before.members.count && after.members[one] == nil)
    #expect(throws: ResearchRefusal.self) {
      try village.make(try Village.policy(), to: village.folder()) { $0.again = receipt.release }
    }
  }

  @Test func `that has ended names nobody, and the log stays sound`() throws {
    let village = try Village()
    _ = try village.make(try Village.policy(), to: village.folder())
    let release = try village.engine.release("doors")
    #expect(try village.notebook.end(release: release.handle).receipt != nil)
    let ended = try village.engine.release("doors")
    #expect(try village.engine.keyring.status(of: release.handle) == .destroyed)
    #expect(ended.isEnded)
    let keepers = (0..<Village.people).map(Village.handle)
    let receipts = try keepers.flatMap { try village.shelf.receipts(of: $0) }
    #expect(!receipts.isEmpty && receipts.allSatisfy { $0.pid == nil })
    #expect(try village.engine.verify { _, _ in }.findings.isEmpty)
    #expect(throws: ResearchRefusal.self) {
      try village.make(try Village.policy(), to: village.folder()) { $0.again = ended }
    }
  }

  @Test func `from an old position takes nobody along who has said no since`() throws {
    let village = try Village()
    let before = try village.engine.journal.end
    try village.tell(.consentWithdrawn([.research]), of: 1)
    #expect(throws: ResearchRefusal.self) {
      try village.make(try Village.policy(), to: village.folder()) { $0.position = before }
    }
  }
}

extension EventTable {
  /// The text of all parts.
  fileprivate static func jsonLines(in folder: ReleaseFolder) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "zcat \"$0\"/events/part=*/events.jsonl.gz", folder.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}
