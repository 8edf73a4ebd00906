import Events
import Foundation
import Keyring
import Releases
import Research
import Testing

/// From the log to a folder that anybody may have.
@Suite struct `A release of tier C, from the log,` {
  private func policy(_ epsilon: Fraction = Fraction(1, 1), streams: Int = 30) throws -> Policy {
    var policy = Policy(tier: .c)
    (policy.study, policy.title) = ("open", "Åbne tal")
    (policy.leastParticipants, policy.sample) = (10, 1)
    policy.noise.epsilon = epsilon
    (policy.noise.contributions, policy.noise.streams) = (4, streams)
    policy.noise.tables = [["category"], ["category", "quarter"]]
    policy.noise.quarters = ["2024-Q1", "2024-Q2"]
    return try Policy(yaml: policy.written(.danish))
  }

  @Test func `is handed out whole, and what it spent stands in the log`() throws {
    let village = try Village()
    let folder = village.folder()
    let made = try village.make(try policy(), to: folder)
    let files = try Village.files(folder)
    for name in ["datapackage.json", "READ-ME.md", "tables/category.csv", "tables/category-quarter.jsonl"] {
      #expect(files[name] != nil, "\(name) is missing from \(files.keys.sorted())")
    }
    #expect(files.keys.contains { $0.hasPrefix("streams/events/part=00/") })
    let manifest = try #require(files["datapackage.json"])
    #expect(try Digest.sha256(Array(manifest).span.bytes) == made.released.manifest)
    let logged = try village.engine.release("open")
    #expect(logged.released == made.released && logged.released.spent.count == 4)
    let ledger = Ledger(try village.engine.releases().map(\.released))
    #expect(ledger.spent == Fraction(1, 1) && ledger.left == Fraction(2, 1))
    #expect(ledger.all.first?.population == Village.consenting)
  }

  @Test func `holds no name, no word, no stop and no handle`() throws {
    let village = try Village()
    let folder = village.folder()
    let made = try village.make(try policy(), to: folder)
    let handle = try village.engine.release(made.id).handle
    var secrets = ["hemmelighedsfuldt", "Torkildine", "Qvortrup", Village.stop, Village.helper]
    secrets += (0..<Village.people).map { Village.handle($0).description } + [handle.description]
    for (path, data) in try Village.files(folder) {
      for secret in secrets { #expect(data.range(of: Data(secret.utf8)) == nil, "\(secret) in \(path)") }
    }
  }

  @Test func `names each file with its hash`() throws {
    let village = try Village()
    let folder = village.folder()
    _ = try village.make(try policy(), to: folder)
    let files = try Village.files(folder)
    let manifest = try #require(files["datapackage.json"])
    let package = try #require(try JSONSerialization.jsonObject(with: manifest) as? [String: Any])
    let resources = try #require(package["resources"] as? [[String: Any]])
    for resource in resources {
      let data = try #require(files[resource["path"] as? String ?? ""])
      let hash = try Digest.sha256(Array(data).span.bytes).hexadecimal
      #expect(resource["hash"] as? String == "sha256:\(hash)" && resource["bytes"] as? Int == data.count)
    }
    #expect(resources.count == files.count - 4)
  }

  @Test func `is never drawn again under its name, and a rehearsal spends nothing`() throws {
    let village = try Village()
    let policy = try policy(Fraction(1, 2), streams: 0)
    _ = try village.make(policy, to: nil)
    #expect(try village.engine.releases().isEmpty)
    let made = try village.make(policy, to: village.folder())
    let logged = try village.engine.release(made.id)
    #expect(throws: ResearchRefusal.self) {
      try village.make(policy, to: village.folder()) { $0.again = logged }
    }
    #expect(try village.engine.releases().count == 1)
  }

  @Test func `is refused when the budget of a lifetime is spent, and leaves nothing behind`() throws {
    let village = try Village()
    for _ in 0..<3 { _ = try village.make(try policy(streams: 0), to: village.folder()) }
    let folder = village.folder()
    #expect(throws: LedgerRefusal.self) {
      try village.make(try policy(Fraction(1, 1000), streams: 0), to: folder)
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try village.engine.releases().count == 3)
  }
}
