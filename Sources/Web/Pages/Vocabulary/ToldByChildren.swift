internal import Events
internal import Reading

/// What ‘vocabulary diff --json’ says, without anybody's line.
struct ToldDiff: Decodable {
  struct Change: Decodable {
    let kind: String
    let mode: String
    let change: String
    let lines: Int
    let participants: Int
  }

  let lines: Int
  let changedLines: Int
  let rewordedLines: Int
  let participants: Int
  let changes: [Change]
}

/// How many lines would be read otherwise, by kind.
struct DiffShown: Encodable, Sendable {
  struct Change: Encodable, Sendable {
    let sign: String
    let name: String
    let kind: String
    let count: String
  }

  let summary: String
  let changes: [Change]
  let hasChanges: Bool

  init(_ told: ToldDiff, _ draft: Draft, _ language: Language) throws {
    let named = try draft.readable().kinds.map { ($0.kind.rawValue, language.say($0.danish, $0.english)) }
    let names = Dictionary(named) { first, _ in first }
    let (changed, lines) = (language.number(told.changedLines), language.number(told.lines))
    let (people, reworded) = (language.people(told.participants), language.number(told.rewordedLines))
    summary = language.say(
      "\(changed) af \(lines) linjer læses anderledes, hos \(people); \(reworded) fortæller det samme ved andre ord.",
      "\(changed) of \(lines) lines are read otherwise, of \(people); \(reworded) tell the same by other words."
    )
    changes = told.changes.map { change in
      let (count, people) = (language.number(change.lines), language.people(change.participants))
      return Change(
        sign: change.change == "gained" ? "+" : "−",
        name: language.telling(names[change.kind] ?? change.kind, Mode(change.mode) ?? .happened),
        kind: change.kind,
        count: language.say("\(count) linjer, \(people)", "\(count) lines, \(people)"))
    }
    hasChanges = !changes.isEmpty
  }
}

/// What ‘vocabulary suggest --json’ says: words that stand with several people and are nobody's name.
struct Suggested: Decodable {
  struct Unknown: Decodable {
    let phrase: String
    let language: String
    let unreadLines: Int
    let readLines: Int
  }

  struct Correction: Decodable {
    let kind: String
    let mode: String
    let tells: Bool
    let correctedLines: Int
    let otherLines: Int
    let phrase: String?
  }

  let lines: Int
  let unreadLines: Int
  let unknown: [Unknown]
  let corrections: [Correction]
}

struct SuggestedShown: Encodable, Sendable {
  struct Word: Encodable, Sendable {
    let words: String
    let count: String
  }

  let summary: String
  let words: [Word]
  let hasWords: Bool
  let corrections: [Word]
  let hasCorrections: Bool

  init(_ told: Suggested, _ language: Language) {
    let (unread, all) = (language.number(told.unreadLines), language.number(told.lines))
    summary = language.say(
      "\(unread) af \(all) linjer fortæller intet, som ordforrådet kender.",
      "\(unread) of \(all) lines tell nothing that the vocabulary knows.")
    words = told.unknown.map { word in
      let (unread, read) = (language.number(word.unreadLines), language.number(word.readLines))
      return Word(
        words: word.phrase,
        count: language.say(
          "i \(unread) ulæste linjer, \(read) læste", "in \(unread) unread lines, \(read) read ones"))
    }
    corrections = told.corrections.map { correction in
      let phrase = correction.phrase.map { " (\($0))" } ?? ""
      let says =
        correction.tells
        ? language.say("fortæller", "tells") : language.say("fortæller ikke", "does not tell")
      return Word(
        words: "\(says) \(correction.kind)\(phrase)",
        count: language.say(
          "rettet i \(correction.correctedLines) linjer, \(correction.otherLines) andre ligner",
          "corrected in \(correction.correctedLines) lines, \(correction.otherLines) others are like them"))
    }
    (hasWords, hasCorrections) = (!words.isEmpty, !corrections.isEmpty)
  }
}
