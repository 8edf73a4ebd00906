internal import Events
internal import Formats
internal import Foundation
internal import Noise
internal import Releases

/// What a release of tier C says of itself: a data package (Frictionless, version 2) with `privacy` beside. It holds
/// nothing that was counted: what was, stands in the tables, with its noise.
struct OpenManifest: Encodable {
  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name: String
  var id: String
  var title: String
  var description: String
  var created: String
  var version = "1"
  var contributors = [["title": "Tillid", "role": "creator"]]
  var licenses = [["name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"]]
  var resources: [Resource]
  var privacy: Privacy

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, id, title, description, created, version, contributors, licenses, resources, privacy
  }

  struct Resource: Encodable {
    var name: String
    var path: String
    var type: String?
    var format: String
    var mediatype: String
    var encoding: String?
    var bytes: Int
    var hash: String
    var rows: Int
    var schema: Schema?
  }

  /// A Table Schema; every column has a value in each row.
  struct Schema: Encodable {
    var fields: [Field]
    var primaryKey: [String]

    struct Field: Encodable {
      var name: String
      var type: String
      var description: String
      var constraints = ["required": true]
    }
  }

  struct Privacy: Encodable {
    var tier = "C"
    var noise: OpenPrivacy
    var policy: Manifest.Hashed
    var code: [String: String]
    var log: Manifest.Head
    var ledger: [String: String]
    var supersedes: [String]
    var figures: [Dossier.Told]
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [0x0A]
    }
  }
}

extension OpenManifest.Resource {
  /// - Parameter path: from the folder of the release on.
  init(_ file: WrittenFile, at path: String, _ schema: OpenManifest.Schema?) {
    name = path.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    (self.path, bytes, hash, rows) = (path, file.bytes, "sha256:\(file.sha256)", file.rows)
    let isTable = path.hasSuffix(".csv")
    (type, format) = (isTable ? "table" : nil, file.format.rawValue)
    mediatype =
      isTable ? "text/csv" : path.hasSuffix(".jsonl") ? "application/x-ndjson" : "application/octet-stream"
    encoding = isTable || path.hasSuffix(".jsonl") ? "utf-8" : nil
    self.schema = schema
  }
}

extension OpenManifest.Schema {
  init(_ table: NoisyTable) {
    fields = table.columns.map { Field(name: $0, type: "string", description: Self.meaning[$0] ?? "") }
    fields += [
      Field(
        name: "participants", type: "integer",
        description: "How many participants something of it happened to, with noise; may be below zero."),
      Field(
        name: "error", type: "integer",
        description:
          "Half of the 95 % interval of the noise. A count below it does not tell whether there is anybody."),
    ]
    primaryKey = table.columns
  }

  init(streams: EventTable) {
    fields =
      [
        Field(name: "participant", type: "string", description: "An invented stream; nobody's."),
        Field(
          name: "seq", type: "integer", description: "The number of the event within the stream, from 1."),
      ]
      + streams.columns.map {
        Field(name: $0.name, type: "string", description: Self.meaning[$0.name] ?? "")
      }
    primaryKey = ["participant", "seq"]
  }

  private static let meaning = [
    "category": "What was told, by the categories of the policy.",
    "region": "Where, by the places of the policy; unplaced where nobody said.",
    "quarter": "When.", "kind": "What was told, by the categories of the policy.",
    "mode": "Always happened.", "time": "Days since the first event of the stream.", "count": "Always 1.",
  ]
}

extension OpenPrivacy {
  /// For whoever opens the folder.
  func readMe(_ policy: Policy, _ id: String) -> String {
    """
    # \(policy.title.isEmpty ? policy.study : policy.title)

    \(policy.question)

    ## Dansk

    \(legalStatus.da) ε = \(epsilon), δ = 10⁻⁶, enheden er deltageren.

    `tables/` har tal med støj: `participants` er, hvor mange deltagere det skete for, og `error` er halvdelen af 95 %-intervallet. `streams/` har opdigtede forløb, når der er nogen. \(clipped.da)

    \(limits.map { "- \($0.da)" }.joined(separator: "\n"))

    ## English

    \(legalStatus.en) ε = \(epsilon), δ = 10⁻⁶; the unit is the participant.

    `tables/` has counts with noise: `participants` is how many participants it happened to, and `error` is half of the 95 % interval. `streams/` has invented streams, where there are any. \(clipped.en)

    \(limits.map { "- \($0.en)" }.joined(separator: "\n"))

    Release \(id).

    """
  }
}
