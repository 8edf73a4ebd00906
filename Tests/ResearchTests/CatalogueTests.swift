import Events
import Foundation
import Releases
import Research
import Testing

/// What a catalogue reads of a release, and what nobody has said is said by nobody.
@Suite struct `For catalogues a release` {
  private func object(_ folder: String, _ name: String) throws -> [String: Any] {
    let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(name)"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `tells its files and columns, and assumes neither holder nor licence`() throws {
    let village = try Village()
    let folder = village.folder()
    _ = try village.make(try Village.policy(), to: folder)
    let (package, croissant, cite) = try (
      object(folder, "datapackage.json"), object(folder, "croissant.json"), object(folder, "datacite.json")
    )
    #expect(package["licenses"] == nil && package["contributors"] == nil)
    #expect(croissant["conformsTo"] as? String == "http://mlcommons.org/croissant/1.1")
    #expect((croissant["license"] as? String)?.contains("not to be passed on") == true)
    let resources = try #require(package["resources"] as? [[String: Any]])
    let files = try #require(croissant["distribution"] as? [[String: Any]])
    #expect(files.map { $0["contentUrl"] as? String } == resources.map { $0["path"] as? String })
    #expect(
      files.map { "sha256:\($0["sha256"] as? String ?? "")" } == resources.map { $0["hash"] as? String })
    #expect((cite["publisher"] as? [String: String])?["name"] == "(:unav)" && cite["doi"] == nil)
    #expect((cite["rightsList"] as? [[String: String]])?.first?["rightsIdentifier"] == nil)
  }

  @Test func `of tier C has the licence that its policy gives, and says what it takes the place of`() throws {
    let village = try Village()
    var policy = Policy(tier: .c)
    (policy.study, policy.leastParticipants, policy.sample) = ("open", 10, 1)
    (policy.noise.epsilon, policy.noise.contributions) = (Fraction(1, 2), 8)
    policy.noise.tables = [["category"]]
    (policy.rights.holder, policy.rights.license) = ("Gadens Venner", "CC0-1.0")
    policy.rights.doi = "10.99999/opdigtet.1"
    policy = try Policy(yaml: policy.written(.danish))
    let first = try village.make(policy, to: village.folder())
    let folder = village.folder()
    let before = try village.engine.release(first.id).handle
    _ = try village.make(policy, to: folder) { $0.supersedes = [before] }
    let (package, croissant, cite) = try (
      object(folder, "datapackage.json"), object(folder, "croissant.json"), object(folder, "datacite.json")
    )
    let page = "https://spdx.org/licenses/CC0-1.0.html"
    #expect(package["licenses"] as? [[String: String]] == [["name": "CC0-1.0", "path": page]])
    #expect(croissant["license"] as? String == page)
    #expect(cite["doi"] as? String == "10.99999/opdigtet.1")
    let related = try #require(cite["relatedIdentifiers"] as? [[String: String]])
    #expect(related.count == 1 && related[0]["relationType"] == "Obsoletes")
    #expect(related[0]["relatedIdentifier"]?.hasPrefix("ni:///sha-256;") == true)
  }

  @Test func `of tier C is refused where its counts are sharp enough to be held against each other`() throws {
    let village = try Village()
    var policy = Policy(tier: .c)
    (policy.study, policy.leastParticipants, policy.sample) = ("open", 10, 1)
    (policy.noise.contributions, policy.noise.tables) = (2, [["category"]])
    let sharp = try Policy(yaml: policy.written(.danish))
    let refusal = #expect(throws: ResearchRefusal.self) { try village.make(sharp, to: nil) }
    #expect(refusal?.sentence(.english).contains("fewer than 20") == true)
  }
}
