internal import Foundation
internal import Releases

/// What a release says of itself, as far as it is to be held to it: from its manifest, or from a policy.
struct Claims: Sendable {
  var tier = Tier.b
  var guarantee = Guarantee()
  var time: TimeRule?
  var leastParticipants = 1
  /// What may stand in each column, where the schema lists it.
  var values: [String: Set<String>] = [:]
  /// Nil without a manifest.
  var files: [ClaimedFile]?

  struct ClaimedFile: Hashable, Sendable {
    /// Within the folder.
    var path: String
    var sha256: String?
    var bytes: Int?
    var rows: Int?
  }

  init(_ folder: ReleaseFolder, _ policy: Policy?) throws(ScrutinyError) {
    if let data = FileManager.default.contents(atPath: folder.manifest) {
      do {
        try read(JSONDecoder().decode(Package.self, from: data))
      } catch {
        throw .manifest(path: folder.manifest, "\(error)")
      }
    } else if policy == nil {
      throw .noManifest(path: folder.manifest)
    }
    if let policy { read(policy) }
  }

  private mutating func read(_ policy: Policy) {
    (tier, guarantee, time) = (policy.tier, policy.guarantee, policy.time)
    leastParticipants = policy.leastParticipants
  }

  private mutating func read(_ promised: Package.Promised) {
    (guarantee.length, guarantee.people) = (promised.length, promised.people)
    guarantee.confidence = promised.confidence
    guarantee.sensitive = promised.sensitive.map {
      SensitiveRule($0.name, $0.categories, confidence: $0.confidence)
    }
  }

  private mutating func read(_ package: Package) {
    let privacy = package.privacy
    tier = Tier(rawValue: privacy.tier) ?? .b
    time = privacy.time.flatMap(TimeRule.init(rawValue:))
    leastParticipants = privacy.leastParticipants ?? 1
    if let promised = privacy.guarantee { read(promised) }
    files = package.resources.map {
      ClaimedFile(
        path: $0.path, sha256: $0.hash.map { String($0.trimmingPrefix("sha256:")) }, bytes: $0.bytes,
        rows: $0.events ?? $0.rows)
    }
    for field in package.resources.compactMap(\.schema).flatMap(\.fields) {
      if let listed = field.constraints?.enum { values[field.name, default: []].formUnion(listed) }
    }
  }
}

/// The manifest, as far as the verifier reads it: a data package (Frictionless, version 2) with `privacy` beside.
private struct Package: Decodable {
  var privacy: Privacy
  var resources: [Resource]

  struct Privacy: Decodable {
    var tier: String
    var time: String?
    var leastParticipants: Int?
    /// Tier C promises noise instead.
    var guarantee: Promised?

    private enum CodingKeys: String, CodingKey { case tier, time, leastParticipants, guarantee }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      tier = try values.decode(String.self, forKey: .tier)
      time = try values.decodeIfPresent(String.self, forKey: .time)
      leastParticipants = try values.decodeIfPresent(Int.self, forKey: .leastParticipants)
      guarantee =
        tier == Tier.c.rawValue ? nil : try values.decode(Promised.self, forKey: .guarantee)
    }
  }

  struct Promised: Decodable {
    var length: Int
    var people: Int
    var confidence: Double
    var sensitive: [Sensitive]
  }

  struct Sensitive: Decodable {
    var name: String
    var categories: [String]
    var confidence: Double
  }

  struct Resource: Decodable {
    var path: String
    var hash: String?
    var bytes: Int?
    var events: Int?
    /// What tier C calls them.
    var rows: Int?
    var schema: Schema?
  }

  struct Schema: Decodable {
    var fields: [Field]
  }

  struct Field: Decodable {
    var name: String
    var constraints: Constraints?
  }

  struct Constraints: Decodable {
    var `enum`: [String]?
  }
}
