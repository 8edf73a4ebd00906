import Events

/// Words with a number under one of a few headings, in flat rows: no word is an object, and looking one up
/// allocates nothing.
struct WordTable: ~Copyable, Sendable {
  enum Heading: UInt8 {
    case exact, prefix, suffix, set
    /// A word that is meant in all its forms.
    case danishInflected, englishInflected
    /// The number is the entry of a word that is meant in all its forms.
    case danishStem, englishStem
    /// Another way of writing a word: the number is the entry of that word.
    case variant
    /// The number is the entry of the word of which it is a form.
    case danishForm, englishForm
    /// The word itself, for those that only other entries name.
    case word
    /// A word that others may be slips of.
    case near

    static func inflected(_ language: Language) -> Heading {
      language == .danish ? .danishInflected : .englishInflected
    }
    static func stem(_ language: Language) -> Heading { language == .danish ? .danishStem : .englishStem }
    static func form(_ language: Language) -> Heading { language == .danish ? .danishForm : .englishForm }
  }

  struct Entry {
    /// In `letters`.
    var word: Stretch
    var hash: UInt32
    var heading: Heading
    /// -1 for none yet.
    var number: Int32
  }

  private var letters = Row<UInt8>()
  private(set) var entries = Row<Entry>()
  /// Entries, or -1; at most half full.
  private var slots = Row<Int32>()

  init() { slots.fill(-1, count: 1024) }

  func write(to stored: inout StoredBytes) {
    letters.write(to: &stored)
    entries.write(to: &stored)
    slots.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let letters = Row<UInt8>(&stored), let entries = Row<Entry>(&stored),
      let slots = Row<Int32>(&stored)
    else { return nil }
    self.letters = letters
    self.entries = entries
    self.slots = slots
  }

  // MARK: putting in

  /// The entry of the word, new where there is none.
  mutating func entry(_ word: Span<UInt8>, _ heading: Heading) -> Int {
    var slot = WordTable.slot(WordTable.hash(word), heading, slots.count)
    return next(word, heading, &slot) ?? add(word, heading, -1)
  }

  /// A word may stand under a heading more than once.
  @discardableResult
  mutating func add(_ word: Span<UInt8>, _ heading: Heading, _ number: Int32) -> Int {
    if entries.count * 2 >= slots.count { grow() }
    let first = letters.count
    for i in word.indices { letters.append(word[i]) }
    let hash = WordTable.hash(word)
    entries.append(
      Entry(word: Stretch(first..<letters.count), hash: hash, heading: heading, number: number))
    place(entries.count - 1)
    return entries.count - 1
  }

  mutating func setNumber(of entry: Int, to number: Int32) { entries[entry].number = number }

  private mutating func place(_ entry: Int) {
    var slot = WordTable.slot(entries[entry].hash, entries[entry].heading, slots.count)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(entry)
  }

  private mutating func grow() {
    slots.fill(-1, count: slots.count * 2)
    for entry in entries.indices { place(entry) }
  }

  // MARK: looking up

  /// The number of the word; -1 where it has none.
  func number(of word: Span<UInt8>, _ heading: Heading) -> Int32 {
    var slot = WordTable.slot(WordTable.hash(word), heading, slots.count)
    return next(word, heading, &slot).map { entries[$0].number } ?? -1
  }

  /// Calls `body` with each number of the word, in the order in which they were put in.
  func eachNumber(of word: Span<UInt8>, _ heading: Heading, _ body: (Int32) -> Void) {
    var slot = WordTable.slot(WordTable.hash(word), heading, slots.count)
    while let entry = next(word, heading, &slot) { body(entries[entry].number) }
  }

  /// The letters of the word that an entry is of.
  func word(of entry: Int32) -> [UInt8] { entries[Int(entry)].word.range.map { letters[$0] } }

  /// The next entry of the word from a slot on, which then is the one behind it.
  private func next(_ word: Span<UInt8>, _ heading: Heading, _ slot: inout Int) -> Int? {
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      slot = (slot + 1) & (slots.count - 1)
      if entries[entry].heading == heading, holds(entries[entry].word, word) { return entry }
    }
    return nil
  }

  private func holds(_ known: Stretch, _ word: Span<UInt8>) -> Bool {
    guard known.count == word.count else { return false }
    for i in word.indices where letters[known.range.lowerBound + i] != word[i] { return false }
    return true
  }

  /// FNV-1a.
  private static func hash(_ word: Span<UInt8>) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    for i in word.indices { hash = (hash ^ UInt32(word[i])) &* 0x0100_0193 }
    return hash
  }

  private static func slot(_ hash: UInt32, _ heading: Heading, _ count: Int) -> Int {
    let mixed = (UInt64(hash) << 8 | UInt64(heading.rawValue)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (count - 1)
  }
}
