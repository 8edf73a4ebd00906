/// What a manifest says of people's events. Nothing in it is finer than the events are: no exact number of people, no
/// name of a stop, nothing of the key; and nothing that would be told otherwise once somebody is erased.
struct StreamPrivacy: Encodable {
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
  var suppression: Suppression
  var utility: Measures
  var figures: [Dossier.Told]
  var limits: [Words]

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
}
