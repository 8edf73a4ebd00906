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
    words.read(text.utf8.span)
    phrases.find(in: words, vocabulary)
    guard !phrases.hits.isEmpty else { return LineReading() }
    clauses.divide(words, phrases.hits)
    judge()
    guard let headcount = vocabulary.headcount, isTold(headcount) else {
      return LineReading(readings: readings)
    }
    return LineReading(readings: readings, counts: vocabulary.countSets.counts(words))
  }

  /// A kind with its mode, and the hit that tells it.
  struct Told {
    var kind: Int32
    var mode: Mode
    var hit: Int
  }

  private mutating func judge() {
    line += 1
    told.removeAll()
    var modes = Modes()
    for c in 0..<clauses.count {
      modes.enter(c, clauses)
      for h in clauses[c].hits {
        guard let found = modes.modes(of: h, in: c, clauses) else { continue }
        add(h, found.first)
        if let second = found.second { add(h, second) }
      }
    }
  }

  /// Each kind and mode once.
  private mutating func add(_ hit: Int, _ mode: Mode) {
    let kind = clauses.hits[hit].meaning.kind
    let place = LineReader.place(kind, mode)
    guard seen[place] != line else { return }
    seen[place] = line
    told.append(Told(kind: kind, mode: mode, hit: hit))
  }

  private static func place(_ kind: Int32, _ mode: Mode) -> Int {
    Int(kind) * Mode.allCases.count + Int(mode.rawValue)
  }

  /// Whether the kind was read as having happened in this line.
  private func isTold(_ kind: Int32) -> Bool { seen[LineReader.place(kind, .happened)] == line }

  private var readings: [Reading] {
    var readings: [Reading] = []
    readings.reserveCapacity(told.count)
    for i in told.indices {
      let hit = clauses.hits[told[i].hit]
      let range = words.tokens.all[hit.first].start..<words.tokens.all[hit.end - 1].end
      readings.append(
        Reading(kind: vocabulary.kinds[Int(told[i].kind)].kind, mode: told[i].mode, words: range))
    }
    return readings
  }
}
