internal import Noise
internal import Releases

/// Names and types of the columns, for readers that need not guess: a Table Schema (Frictionless, version 2).
struct TableSchema: Encodable, JSONWritten {
  var fields: [Field]
  var primaryKey = ["participant", "seq"]
  var missingValues = [""]

  struct Field: Encodable {
    var name: String
    var type: String
    var description: String
    var constraints = Constraints()
  }

  struct Constraints: Encodable {
    var required = true
    var `enum`: [String]?
    var minimum: Int?
    var pattern: String?
  }

  /// Of people's events.
  init(_ table: EventTable) {
    fields = [
      Field(
        name: "participant", type: "string", description: "A pseudonym of this release alone.",
        constraints: Constraints(pattern: "[a-z2-7]{16}")),
      Field(
        name: "seq", type: "integer", description: "The number of the event within the participant, from 1.",
        constraints: Constraints(minimum: 1)),
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

  /// Of invented streams.
  init(streams: EventTable) {
    fields = [
      Field(name: "participant", type: "string", description: "An invented stream; nobody's."),
      Field(name: "seq", type: "integer", description: "The number of the event within the stream, from 1."),
    ]
    fields += streams.columns.map {
      Field(name: $0.name, type: "string", description: Self.invented[$0.name] ?? "")
    }
  }

  /// Of counts with noise.
  init(_ table: NoisyTable) {
    fields = table.columns.map { Field(name: $0, type: "string", description: Self.invented[$0] ?? "") }
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

  private static let meaning = [
    "kind": "What was told: a kind of the vocabulary, a category of the policy, or contact.",
    "mode": "happened, arranged, declined or failed.",
    "time": "Days since the first released event, a quarter, or a shifted week or day.",
    "place": "A municipality, a region, or nothing.", "worker": "A pseudonym, a role, or nothing.",
    "count": "How many of the same stood side by side.",
  ]

  private static let invented = [
    "category": "What was told, by the categories of the policy.",
    "region": "Where, by the places of the policy; unplaced where nobody said.",
    "quarter": "When.", "kind": "What was told, by the categories of the policy.",
    "mode": "Always happened.", "time": "Days since the first event of the stream.", "count": "Always 1.",
  ]
}
