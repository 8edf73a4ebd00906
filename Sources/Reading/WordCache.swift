/// What each word of the lines so far is, by its folded bytes, so that a word is stemmed once. It changes how
/// fast a line is read and never what is read.
struct WordCache {
  /// Words kept before it begins anew: a little over two megabytes.
  static let mostWords = 16_384

  private struct Entry {
    var hash: UInt64 = 0
    var start: Int32 = 0
    var count: Int32 = -1
    var symbols: Int32 = 0
    var symbolCount: Int32 = 0
  }

  private var slots = Array(repeating: Entry(), count: mostWords * 2)
  private var used = 0
  private var bytes: [UInt8] = []
  private(set) var symbols: [Symbol] = []

  /// To be called between lines: ranges of symbols hold within one.
  mutating func makeRoom() {
    guard used > WordCache.mostWords else { return }
    slots = Array(repeating: Entry(), count: WordCache.mostWords * 2)
    used = 0
    bytes.removeAll(keepingCapacity: true)
    symbols.removeAll(keepingCapacity: true)
  }

  /// The place of the word's symbols in `symbols`.
  mutating func range(
    of word: Span<UInt8>, _ lexicon: Lexicon, _ stemmer: Stems
  ) -> Range<Int> {
    let hash = WordCache.hash(word)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot].count >= 0 {
      if slots[slot].hash == hash, holds(word, slots[slot]) { return range(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(word, hash, at: slot, lexicon, stemmer)
  }

  private mutating func add(
    _ word: Span<UInt8>, _ hash: UInt64, at slot: Int, _ lexicon: Lexicon, _ stemmer: Stems
  ) -> Range<Int> {
    let start = bytes.count
    for i in word.indices { bytes.append(word[i]) }
    let found = lexicon.symbols(of: String(decoding: bytes[start...], as: UTF8.self), stemmer)
    let entry = Entry(
      hash: hash, start: Int32(start), count: Int32(word.count), symbols: Int32(symbols.count),
      symbolCount: Int32(found.count))
    symbols.append(contentsOf: found)
    // One line may hold more words than fit: what does not fit is looked up anew.
    if used < WordCache.mostWords + 1 {
      slots[slot] = entry
      used += 1
    }
    return range(entry)
  }

  private func range(_ entry: Entry) -> Range<Int> {
    Int(entry.symbols)..<Int(entry.symbols + entry.symbolCount)
  }

  private func holds(_ word: Span<UInt8>, _ entry: Entry) -> Bool {
    guard Int(entry.count) == word.count else { return false }
    let start = Int(entry.start)
    for i in word.indices where bytes[start + i] != word[i] { return false }
    return true
  }

  /// FNV-1a, then mixed so that the low bits carry it.
  private static func hash(_ word: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in word.indices { hash = (hash ^ UInt64(word[i])) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash >> 29)
  }
}
