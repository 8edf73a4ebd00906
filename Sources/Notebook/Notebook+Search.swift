public import Events
internal import Names
internal import Reading
internal import Rebuild
internal import Search
internal import Synchronization
internal import Words

/// A line that a search found, with names only in what is shown of it.
public struct FoundLine: Sendable {
  /// Whose line it is.
  public let handle: Handle
  public let told: Events::Told
}

/// The lines that hold most of what was asked for, and how many there are in all.
public struct FoundLines: Sendable {
  public let best: [FoundLine]
  public let count: Int
}

extension Notebook {
  /// Lines that hold these words: in other forms, inside longer words, with a slip. A known name among the words
  /// asks for lines about that person, or that name them.
  ///
  /// Whoever's line is found has it in their story that it was read, written before anything is answered.
  /// - Parameters:
  ///   - about: only lines of the participant of this name.
  ///   - most: so many lines at most.
  public func search(
    _ words: String, about name: String? = nil, most: Int, _ telling: Telling = Telling("")
  ) throws -> FoundLines {
    let only = try name.map { try engine.keeper(of: participant(named: $0)) ?? .organisation }
    let found = try find(words, only: only, most: most)
    try recordFound(Set(found.best.map(\.handle)), telling)
    return found
  }

  /// The same; whoever asks writes down whom they looked at.
  /// - Parameter among: whose lines may be shown; those of all others are neither shown nor counted.
  public func find(
    _ words: String, only: Handle? = nil, most: Int, among: ((Handle) throws -> Bool)? = nil
  ) throws -> FoundLines {
    let vocabulary = try engine.words()
    let question = try question(words, vocabulary)
    guard !question.isEmpty else { throw NotebookError.nothingAsked }
    let index = try index(vocabulary)
    guard let among else {
      let findings = index.find(question, vocabulary, most: most, only: only)
      return FoundLines(best: try lines(findings.best), count: findings.count)
    }
    let findings = index.find(question, vocabulary, most: Self.mostSifted, only: only).best
    var may: [Handle: Bool] = [:]
    for person in Set(findings.map(\.person)) { may[person] = try among(person) }
    let shown = findings.filter { may[$0.person] == true }
    return FoundLines(best: try lines(Array(shown.prefix(most))), count: shown.count)
  }

  /// Of so many lines, the best first, those are taken that may be shown.
  private static let mostSifted = 500

  /// Names in it become mentions of those who may be shown by name.
  private func question(_ words: String, _ vocabulary: CompiledVocabulary) throws -> Question {
    let directory = try directory()
    let mayName = try namesMentioned()
    let mentions = directory.mentions(in: words).filter { mention in
      mention.handles.contains { mayName($0) != nil }
    }
    let line = Line(words, replacing: mentions.map { ($0.place, $0.handles[0]) })
    let bearers = Dictionary(mentions.map { ($0.handles[0], $0.handles) }) { one, _ in one }
    let members = try bearers.mapValues { try $0.flatMap(engine.members(of:)) }
    return Question(line, vocabulary) { members[$0] ?? [$0] }
  }

  /// The lines as they stand now, in the order of the findings.
  private func lines(_ findings: [Finding]) throws -> [FoundLine] {
    var told: [Finding: Events::Told] = [:]
    let persons = Set(findings.map(\.person))
    try engine.views(Words::Words.self, of: persons) { handle, _, view in
      for line in view.lines { told[Finding(person: handle, event: line.event)] = line }
    }
    return findings.compactMap { finding in
      told[finding].map { FoundLine(handle: finding.person, told: $0) }
    }
  }

  /// In the log when this returns. The views take it in with the next change, or the next command: nothing that
  /// is searched depends on it, and a helper does not wait for ten stores to be synced.
  private func recordFound(_ handles: Set<Handle>, _ telling: Telling) throws {
    guard !handles.isEmpty else { return }
    let looked = Content.historyRead(purpose: "search", view: Words::Words.name)
    try save(handles.sorted().map { told(looked, $0, telling) }, isOccasion: false)
  }

  /// The words of all lines, in memory: made by the first search, and brought up to date by those after it.
  private func index(_ vocabulary: CompiledVocabulary) throws -> LineIndex {
    try searched.withLock { searched in
      let change = try engine.change(of: Words::Words.self)
      if let searched, searched.change == change { return searched.index }
      var next = try searched?.followed(engine, vocabulary)
      if next == nil { next = try SearchedLines(engine, vocabulary) }
      next?.change = change
      searched = next
      return next?.index ?? LineIndex([])
    }
  }
}
