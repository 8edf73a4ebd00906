import Events
import Notebook
import Reading

extension Target {
  /// A vocabulary file: taken, and then lines can be read by it; or refused, with a line of the file and a
  /// sentence for each problem.
  static let vocabulary = Target("vocabulary", longest: 8192) { input in
    let text = String(decoding: input, as: UTF8.self)
    let file: VocabularyFile
    do throws(VocabularyError) { file = try VocabularyFile(text) } catch {
      // YAML breaks lines at more signs than the newline.
      let lines = text.utf8.count + 2
      try hold(!error.problems.isEmpty, "a file that is refused has a problem")
      return try hold(
        error.problems.allSatisfy { (1...lines).contains($0.line) && !$0.text.isEmpty },
        "a problem names a line of the file")
    }
    let vocabulary = CompiledVocabulary(file.vocabulary)
    for line in ["", "kaffe og mad, 18 i alt", "tandlæge på tirsdag, ikke i dag"]
      + file.vocabulary.kinds.prefix(4).map(\.danish)
    {
      try reads(line, vocabulary)
    }
  }

  /// A line by the standard words: each reading shows words that stand in the line, and the line reads the same
  /// again. A masked line has nothing left to mask.
  static let line = Target("line", longest: 2048) { input in
    let text = String(decoding: input, as: UTF8.self)
    try reads(text, standard)
    let masked = Masking.mask(text).line
    try hold(Masking.mask(masked).line == masked, "a masked line has nothing left to mask")
    for mention in names.mentions(in: text) {
      try hold(mention.place.upperBound <= text.unicodeScalars.count, "a mention stands in the line")
    }
  }

  /// A time, as EDTF or as people say it: what is printed reads the same. Ids and handles likewise.
  static let time = Target("time", longest: 128) { input in
    let text = String(decoding: input, as: UTF8.self)
    if let when = try? When(edtf: text) {  // What is no time is refused, which is enough here.
      try hold(try When(edtf: when.description) == when, "a time that is printed reads the same")
      _ = "\(when.day) \(when.day.week) \(when.day.month) \(when.isVaguerThanDay)"
    }
    if let when = try? When(spoken: text, now: now) {  // The same.
      try hold(try When(edtf: when.description) == when, "a spoken time is one that can be written")
    }
    if let id = EventID(text) {
      try hold(EventID(id.description) == id, "an id that is printed reads the same")
    }
    if let handle = Handle(text) {
      try hold(Handle(handle.description) == handle, "a handle that is printed reads the same")
    }
  }

  private static let now = Now(
    moment: Moment(milliseconds: 1_772_891_000_000),
    civil: When(Day(year: 2026, month: 3, day: 7), hour: 14, minute: 30))

  private static let standard = CompiledVocabulary(
    (try? VocabularyFile.standard().vocabulary) ?? Vocabulary())  // The program is tested to have its words.

  private static let names = Directory([
    ("Kaj", Handle(high: 1, low: 1)), ("Kaj Ove", Handle(high: 1, low: 2)),
    ("ham med hunden", Handle(high: 1, low: 3)),
    ("Åse Ø", Handle(high: 1, low: 4)),
  ])

  private static func reads(_ line: String, _ vocabulary: CompiledVocabulary) throws {
    var reader = LineReader(vocabulary)
    let told = reader.read(line)
    for reading in told.readings {
      try hold(
        !reading.words.isEmpty && isWhole(reading.words, in: line), "a reading shows words of the line")
    }
    try hold(reader.read(line) == told, "a line reads the same again")
    var fresh = LineReader(vocabulary)
    try hold(fresh.read(line) == told, "and by a reader that knows nothing")
  }

  /// Whether the bytes are there, and begin and end where characters of Unicode do.
  private static func isWhole(_ place: Range<Int>, in line: String) -> Bool {
    let bytes = Array(line.utf8)
    guard place.upperBound <= bytes.count else { return false }
    return [place.lowerBound, place.upperBound].allSatisfy { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
  }
}
