public import Events

/// Reads lines by a vocabulary. The same line gives the same reading, always and everywhere; the reader
/// remembers only what words it has met. One for each thread.
public struct LineReader: ~Copyable {
  private let vocabulary: CompiledVocabulary
  private var words: Words
  private var phrases = Phrases()
  private var clauses = Clauses()
  /// By kind and mode: the line in which it was last read.
  private var seen: [Int]
  private var line = 0

  public init(_ vocabulary: CompiledVocabulary) {
    self.vocabulary = vocabulary
    words = Words(vocabulary)
    seen = Array(repeating: 0, count: vocabulary.kinds.count * Mode.allCases.count)
  }

  public init(_ vocabulary: Vocabulary) { self.init(CompiledVocabulary(vocabulary)) }

  /// Steps that the search for phrases took in the last line.
  var steps: Int { phrases.steps }

  public mutating func read(_ text: String) -> LineReading {
    words.read(text.utf8.span)
    phrases.find(in: words, vocabulary.tree)
    guard !phrases.hits.isEmpty else { return LineReading() }
    clauses.divide(words, phrases.hits, vocabulary.kinds)
    let readings = judge()
    guard let headcount = vocabulary.headcount,
      readings.contains(where: { $0.kind == vocabulary.kinds[headcount].kind && $0.mode == .happened })
    else { return LineReading(readings: readings) }
    return LineReading(readings: readings, counts: vocabulary.countSets.counts(words))
  }

  private mutating func judge() -> [Reading] {
    line += 1
    var readings: [Reading] = []
    var modes = Modes(clauses.all, phrases.hits, vocabulary.kinds)
    for c in clauses.all.indices {
      modes.enter(c)
      for h in clauses.all[c].hits {
        guard let found = modes.modes(of: h, in: c) else { continue }
        add(phrases.hits[h], found.first, to: &readings)
        if let second = found.second { add(phrases.hits[h], second, to: &readings) }
      }
    }
    return readings
  }

  private mutating func add(_ hit: Hit, _ mode: Mode, to readings: inout [Reading]) {
    guard case .kind(let index) = hit.meaning.target else { return }
    let place = index * Mode.allCases.count + Int(mode.rawValue)
    guard seen[place] != line else { return }
    seen[place] = line
    let tokens = words.tokens.all
    let range = tokens[hit.range.lowerBound].start..<tokens[hit.range.upperBound - 1].end
    readings.append(Reading(kind: vocabulary.kinds[index].kind, mode: mode, words: range))
  }
}
