public import Events

/// Reads lines by a vocabulary. The same line gives the same reading, always and everywhere; the reader
/// remembers only what words it has met. One for each thread.
public struct LineReader: ~Copyable {
  private let vocabulary: CompiledVocabulary
  private var words: Words
  private var phrases = Phrases()
  private var clauses = Clauses()
  private var told = Row<Told>()
  /// By kind and mode: the line in which it was last read.
  private var seen = Row<Int>()
  private var line = 0

  public init(_ vocabulary: CompiledVocabulary) {
    self.vocabulary = vocabulary
    words = Words(vocabulary)
    seen.fill(0, count: vocabulary.kinds.count * Mode.allCases.count)
  }

  public init(_ vocabulary: Vocabulary) { self.init(CompiledVocabulary(vocabulary)) }

  /// Steps that the search for phrases took in the last line.
  var steps: Int { phrases.steps }

  public mutating func read(_ text: String) -> LineReading {
    guard find(text) else { return LineReading() }
    var reading = LineReading(readings: readings)
    if let headcount = vocabulary.headcount, isTold(headcount) {
      reading.counts = vocabulary.countSets.counts(words)
    }
    if isDated, words.mayTellTime { reading.dues = vocabulary.times.dues(text, reading.readings) }
    if words.mayLimit { reading.unasked = vocabulary.times.unasked(text) }
    return reading
  }

  /// The same readings, each with its reasons.
  package mutating func explain(_ text: String) -> [Explained] {
    guard find(text) else { return [] }
    return told.indices.map { explained(told[$0]) }
  }

  mutating func parting(_ text: String, _ bearers: [Int?]) -> Parting {
    divide(text)
    return Parting(clauses, bearers)
  }

  /// In the bytes of the line that was read last.
  func start(ofWord word: Int) -> Int { words.tokens.all[word].start }

  /// The hit of a kind, and what it was found to mean.
  struct Told {
    var hit: Int
    var verdict: Verdict
  }

  /// Whether the line holds any phrase.
  private mutating func find(_ text: String) -> Bool {
    words.read(text.utf8.span)
    phrases.find(in: words, vocabulary)
    guard !phrases.hits.isEmpty else { return false }
    clauses.divide(words, phrases.hits)
    judge()
    return true
  }

  private mutating func divide(_ text: String) {
    words.read(text.utf8.span)
    phrases.find(in: words, vocabulary)
    clauses.divide(words, phrases.hits)
  }

  private mutating func judge() {
    line += 1
    told.removeAll()
    var modes = Modes()
    for c in 0..<clauses.count {
      modes.enter(c, clauses)
      for h in clauses[c].hits {
        guard let found = modes.verdicts(on: h, in: c, clauses), isCrowd(h) else { continue }
        add(h, found.first)
        if let second = found.second { add(h, second) }
      }
    }
  }

  /// Where it tells a head count, whether that may be of a stop.
  private func isCrowd(_ hit: Int) -> Bool {
    let hit = clauses.hits[hit]
    guard hit.meaning.kind == vocabulary.headcount else { return true }
    return vocabulary.countSets.isCrowd(hit.first..<hit.end, words)
  }

  /// Each kind and mode once.
  private mutating func add(_ hit: Int, _ verdict: Verdict) {
    let place = LineReader.place(clauses.hits[hit].meaning.kind, verdict.mode)
    guard seen[place] != line else { return }
    seen[place] = line
    told.append(Told(hit: hit, verdict: verdict))
  }

  private static func place(_ kind: Int32, _ mode: Mode) -> Int {
    Int(kind) * Mode.allCases.count + Int(mode.rawValue)
  }

  /// Whether the kind was read as having happened in this line.
  private func isTold(_ kind: Int32) -> Bool { seen[LineReader.place(kind, .happened)] == line }

  private var isDated: Bool {
    for kind in vocabulary.dated where isTold(kind) { return true }
    return false
  }

  private var readings: [Reading] {
    var readings: [Reading] = []
    readings.reserveCapacity(told.count)
    for i in told.indices { readings.append(reading(told[i])) }
    return readings
  }

  private func reading(_ told: Told) -> Reading {
    let kind = vocabulary.kinds[Int(clauses.hits[told.hit].meaning.kind)].kind
    return Reading(kind: kind, mode: told.verdict.mode, words: bytes(of: told.hit))
  }

  private func bytes(of hit: Int) -> Range<Int> {
    let hit = clauses.hits[hit]
    return words.tokens.all[hit.first].start..<words.tokens.all[hit.end - 1].end
  }

  private func explained(_ told: Told) -> Explained {
    let signs = [told.verdict.sign, told.verdict.second].filter { $0 >= 0 }.map(Int.init)
    return Explained(
      reading: reading(told), phrase: vocabulary.phrases[Int(clauses.hits[told.hit].meaning.phrase)],
      because: signs.compactMap { hit in
        clauses.hits[hit].meaning.sign.sign.map { (sign: $0, words: bytes(of: hit)) }
      })
  }
}
