internal import Anonymity
internal import Events
internal import Formats
internal import Foundation
internal import Releases
internal import Scrutiny

/// What a release says of itself: a data package (Frictionless, version 2) with `privacy` beside. Nothing in it is
/// finer than the events are: no exact number of people, no name of a stop, nothing of the key.
struct Manifest: Encodable {
  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name: String
  var id: String
  var title: String
  var description: String
  /// The day on which it was made, as the log tells it.
  var created: String
  var version = "1"
  var contributors = [["title": "Tillid", "role": "creator"]]
  var resources: [Resource]
  var privacy: Privacy

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, id, title, description, created, version, contributors, resources, privacy
  }

  struct Resource: Encodable {
    var name: String
    var path: String
    var type: String
    var format: String
    var mediatype: String
    var encoding: String?
    var compression: String?
    var bytes: Int
    var hash: String
    /// Not called rows, which only a table may have.
    var events: Int
    var schema: TableSchema?
  }

  struct Privacy: Encodable {
    var tier: String
    var time: String
    var leastParticipants: Int
    var guarantee: Guaranteed
    var legalStatus: Words
    var consent: Words
    var participants: Words
    var policy: Hashed
    var code: [String: String]
    var log: Head
    var ledger: [String: String]
    var supersedes: [String]
    var suppression: Suppression?
    var utility: Measures?
    var figures: [Dossier.Told]
    var limits: [Words]
  }

  struct Words: Encodable, Hashable {
    var da: String
    var en: String
    init(_ da: String, _ en: String) { (self.da, self.en) = (da, en) }
  }

  struct Guaranteed: Encodable {
    var length: Int
    var people: Int
    var confidence: Double
    var sensitive: [Sensitive]
    struct Sensitive: Encodable {
      var name: String
      var categories: [String]
      var confidence: Double
    }
  }

  /// The text without what it says of single stops, and the hash of the whole.
  struct Hashed: Encodable {
    var text: String
    var sha256: String
  }

  /// Of the log's hash tree, up to where it was read.
  struct Head: Encodable {
    var position: UInt64
    var root: String
  }

  /// Shares of events in hundredths, and by category in twentieths where enough were lost to hide anybody.
  struct Suppression: Encodable {
    var releasedPercent: Int
    var lostPercent: [String: Int]
    var keptPercentByCategory: [String: Int]
    var lifted: [String]
  }

  struct Measures: Encodable {
    var eventsKept: Double
    var participantsKept: Double
    var directlyFollows: Double
    var directlyFollowsLog: Double
    var lengths: Double
    var pairRanks: Double
    var medianTimeError: Double?
    var preceding: [Before]

    struct Before: Encodable {
      var kind: String
      var before: String
      var share: Double
      var error: Double
      var holds: Bool
    }
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [0x0A]
    }
  }
}

/// Names and types of the columns, for readers that need not guess: a Table Schema (Frictionless, version 2).
struct TableSchema: Encodable {
  var fields: [Field]
  var primaryKey = ["participant", "seq"]
  var missingValues = [""]

  struct Field: Encodable {
    var name: String
    var type: String
    var description: String
    var constraints: Constraints
  }

  struct Constraints: Encodable {
    var required: Bool
    var `enum`: [String]?
    var minimum: Int?
    var pattern: String?
  }

  init(_ table: EventTable) {
    fields = [
      Field(
        name: "participant", type: "string", description: "A pseudonym of this release alone.",
        constraints: Constraints(required: true, pattern: "[a-z2-7]{16}")),
      Field(
        name: "seq", type: "integer", description: "The number of the event within the participant, from 1.",
        constraints: Constraints(required: true, minimum: 1)),
    ]
    for column in table.columns {
      let values = Set(column.words).subtracting([""]).sorted()
      let isPseudonym = column.name == ReleaseColumn.worker.rawValue && values.count > 100
      fields.append(
        Field(
          name: column.name, type: "string", description: Self.meaning[column.name] ?? "",
          constraints: Constraints(
            required: !column.words.contains(""), enum: isPseudonym ? nil : values)))
    }
  }

  private static let meaning = [
    "kind": "What was told: a kind of the vocabulary, a category of the policy, or contact.",
    "mode": "happened, arranged, declined or failed.",
    "time": "Days since the first released event, a quarter, or a shifted week or day.",
    "place": "A municipality, a region, or nothing.", "worker": "A pseudonym, a role, or nothing.",
    "count": "How many of the same stood side by side.",
  ]

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [0x0A]
    }
  }
}
