internal import Events
internal import Foundation
internal import Reading

/// Where the words are, and what was found in them.
struct VocabularyShown: Encodable, Sendable {
  struct Part: Encodable, Sendable {
    let part: String
    let title: String
    let lines: String
  }

  struct Found: Encodable, Sendable {
    let kind: String
    let name: String
    let phrases: [String]
  }

  let query: String
  let isSearched: Bool
  let found: [Found]
  let hasFound: Bool
  let parts: [Part]
  let hasDraft: Bool
  let suggestions: WorkShown?
  let isFollowed: Bool
  let suggested: SuggestedShown?

  /// Of more kinds and phrases the page would be long: another word finds fewer.
  private static let (mostFound, mostPhrases) = (40, 6)

  init(_ visit: Visit) throws {
    let draft = try Draft(visit)
    query = visit.query["q"] ?? ""
    isSearched = !query.isEmpty
    found = query.isEmpty ? [] : Self.search(query, try draft.readable(), visit.language)
    hasFound = !found.isEmpty
    parts = VocabularyParts(draft.text).parts.map {
      Part(
        part: $0.name, title: visit.language.partTitle($0.name), lines: visit.language.number($0.lines.count))
    }
    hasDraft = draft.isThere
    suggestions = visit.work(.suggestions)
    isFollowed = suggestions?.isRunning ?? false
    suggested = try visit.came(of: .suggestions, as: Suggested.self).map {
      SuggestedShown($0, visit.language)
    }
  }

  private static func search(_ query: String, _ words: Vocabulary, _ language: Language) -> [Found] {
    let query = query.lowercased()
    return words.kinds.compactMap { kind -> Found? in
      let phrases = kind.phrases.filter { $0.text.lowercased().contains(query) }
      let names = [kind.kind.rawValue, kind.danish, kind.english].map { $0.lowercased() }
      guard !phrases.isEmpty || names.contains(where: { $0.contains(query) }) else { return nil }
      return Found(
        kind: kind.kind.rawValue, name: language.say(kind.danish, kind.english),
        phrases: phrases.prefix(mostPhrases).map(\.short))
    }.prefix(mostFound).map(\.self)
  }
}

/// A kind with all its phrases.
struct KindShown: Encodable, Sendable {
  struct Told: Encodable, Sendable {
    let line: Int
    let text: String
  }

  let kind: String
  let name: String
  let part: String
  let partTitle: String
  let danish: [Told]
  let english: [Told]

  init(_ kind: KindEntry, _ language: Language) {
    self.kind = kind.kind.rawValue
    name = language.say(kind.danish, kind.english)
    (part, partTitle) = (kind.group, language.partTitle(kind.group))
    func told(_ language: Language) -> [Told] {
      kind.phrases.filter { $0.language == language }.map { Told(line: $0.line, text: $0.description) }
    }
    (danish, english) = (told(.danish), told(.english))
  }
}

/// A fault in the draft: its line, what stands there, and what to write instead.
struct ProblemShown: Encodable, Sendable {
  /// In the part that is edited.
  let line: Int
  let part: String
  let partTitle: String
  let words: String
  let text: String

  init(_ problem: VocabularyError.Problem, _ parts: VocabularyParts, _ language: Language) {
    let found = parts.part(ofLine: problem.line)
    let place = problem.line - (found?.first ?? 1)
    let lines = found?.lines ?? []
    (line, part) = (place + 1, found?.name ?? "")
    partTitle = language.partTitle(found?.name ?? "")
    words = lines.indices.contains(place) ? String(lines[place].prefix(160)) : ""
    text = problem.text
  }
}

/// The text of one part, to edit.
struct TextShown: Encodable, Sendable {
  let part: String
  let title: String
  let text: String
  let hasDraft: Bool
  let problems: [ProblemShown]
  let hasProblems: Bool
  /// Faults in other parts.
  let others: Int
  let hasOthers: Bool

  static func of(_ visit: Visit) throws -> TextShown {
    let (draft, part) = (try Draft(visit), try AdminVocabulary.part(visit))
    let parts = VocabularyParts(draft.text)
    let all = draft.isThere ? draft.problems.map { ProblemShown($0, parts, visit.language) } : []
    let mine = all.filter { $0.part == part.name }
    return TextShown(
      part: part.name, title: visit.language.partTitle(part.name), text: part.text, hasDraft: draft.isThere,
      problems: mine, hasProblems: !mine.isEmpty, others: all.count - mine.count,
      hasOthers: all.count > mine.count)
  }
}

struct DraftShown: Encodable, Sendable {
  let isThere: Bool
  let isSound: Bool
  let problems: [ProblemShown]
  let hasProblems: Bool
  /// What phrases come and go, by kind.
  let changes: [String]
  let hasChanges: Bool
  /// What holds now was adopted by this event.
  let adoptedBy: String
  let diff: WorkShown?
  let isFollowed: Bool
  let read: DiffShown?

  init(_ visit: Visit) throws {
    let (draft, language) = (try Draft(visit), visit.language)
    isThere = draft.isThere
    let parts = VocabularyParts(draft.text)
    problems = isThere ? draft.problems.map { ProblemShown($0, parts, language) } : []
    (hasProblems, isSound) = (!problems.isEmpty, isThere && problems.isEmpty)
    changes = isSound ? try Self.changes(draft, language) : []
    hasChanges = !changes.isEmpty
    adoptedBy = "\(draft.adopted.event)"
    diff = visit.work(.diff)
    isFollowed = diff?.isRunning ?? false
    read = try visit.came(of: .diff, as: ToldDiff.self).map { try DiffShown($0, draft, language) }
  }

  private static func changes(_ draft: Draft, _ language: Language) throws -> [String] {
    VocabularyChange.all(
      from: try VocabularyFile(checked: draft.adopted.text).vocabulary,
      to: try VocabularyFile(checked: draft.text).vocabulary
    ).map { $0.said(language) }
  }
}

extension VocabularyChange {
  /// Phrases that are shown one by one; of more, the first.
  private static let mostShown = 12

  /// `Fodpleje (ny): + fodpleje, fodterapeut`
  fileprivate func said(_ language: Language) -> String {
    let fate: String =
      switch self.fate {
      case .new: language.say(" (ny)", " (new)")
      case .gone: language.say(" (væk)", " (gone)")
      case .changed: ""
      }
    let lists = [("+", added), ("−", removed)].filter { !$0.1.isEmpty }
    let said = lists.map { sign, phrases in
      let shown = phrases.prefix(Self.mostShown).map(\.short).joined(separator: ", ")
      return "\(sign) \(shown)" + (phrases.count > Self.mostShown ? " … (\(phrases.count))" : "")
    }
    let words =
      said.isEmpty ? language.say("andet end vendinger", "other than phrases") : said.joined(separator: "  ")
    return "\(part.said(language))\(fate): \(words)"
  }
}

extension VocabularyChange.Part {
  fileprivate func said(_ language: Language) -> String {
    switch self {
    case .kind(let kind): kind.rawValue
    case .sign(let sign): language.say("tegn: ", "sign: ") + sign.rawValue
    case .set(let name): language.say("sæt: ", "set: ") + name
    case .spellings: language.partTitle("spellings")
    case .forms: language.partTitle("forms")
    }
  }
}
