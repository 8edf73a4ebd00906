import Events
import Reading
import TestGround
import Testing

/// What lines tell, kept as a number: it changes when the vocabulary or the reader is changed on purpose, and
/// never because the reader was made faster.
@Suite struct `What lines tell` {
  /// FNV-1a of everything that was read.
  struct Sum {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ told: LineReading) {
      for reading in told.readings {
        add("\(reading.kind) \(reading.mode) \(reading.words.lowerBound) \(reading.words.upperBound)")
      }
      let counts = [told.counts.heads, told.counts.meals, told.counts.newFaces].map { $0 ?? -1 }
      add("\(counts)")
    }

    private mutating func add(_ text: String) {
      for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
  }

  /// A line said otherwise: with a slip, in capitals, glued together, or behind another.
  static func changed(_ line: String, _ random: inout Seeded) -> String {
    var letters = Array(line)
    guard letters.count > 2 else { return line }
    let i = Int.random(in: 1..<letters.count, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: letters.swapAt(i, i - 1)
    case 1: letters.remove(at: i)
    case 2: letters.insert(contentsOf: `A line`.pieces.pick(&random), at: i)
    case 3: return line.uppercased()
    case 4: return line.split(separator: " ").joined()
    default: letters += Array(", " + `A line`.random(&random))
    }
    return String(letters)
  }

  /// The labelled lines and seeded changes of them.
  static func lines() throws -> [String] {
    var random = Seeded(11)
    let labelled = try Notes.lines().map(\.text)
    return labelled + labelled.flatMap { line in (0..<2).map { _ in changed(line, &random) } }
  }

  @Test func `is what it was, by a vocabulary that does not change`() throws {
    var reader = try Small.reader()
    var sum = Sum()
    for line in try Self.lines() { sum.add(reader.read(line)) }
    var random = Seeded(12)
    for _ in 0..<3000 { sum.add(reader.read(`A line`.random(&random))) }
    #expect(
      sum.value == 0x11af_9b54_f301_bb83 as UInt64,
      "changed on purpose? then write 0x\(String(sum.value, radix: 16)) here")
  }

  @Test func `does not hang on what was read before, nor on words forgotten since`() throws {
    let vocabulary = try `A mangled line`.standard.get()
    var reader = LineReader(vocabulary)
    let lines = try Self.lines()
    let first = lines.map { reader.read($0) }
    var random = Seeded(13)
    for i in lines.indices.shuffled(using: &random) { #expect(reader.read(lines[i]) == first[i]) }
    // More words than are kept, so that all begins anew, once within a line.
    for i in 0..<200 { _ = reader.read((0..<100).map { "q\(i)x\($0)" }.joined(separator: " ")) }
    _ = reader.read((0..<20_000).map { "z\($0)" }.joined(separator: " "))
    for i in lines.indices.shuffled(using: &random) { #expect(reader.read(lines[i]) == first[i]) }
  }

  @Test func `is nothing by a phrase within a longer one, however long the line before it`() {
    let kinds = [("coffee", "kaffe med mad"), ("meal", "mad")].map { id, words in
      KindEntry(Kind(id), group: "stop", danish: id, english: id, phrases: [Phrase(words, .danish)])
    }
    var reader = LineReader(Vocabulary(kinds: kinds))
    let long = "kaffe med mad, " + String(repeating: "og så videre, ", count: 40) + "kaffe med mad"
    #expect(reader.read(long).readings.map(\.kind) == ["coffee"])
  }

  @Test func `is told by words that a ring without a letter leaves as they are`() throws {
    var reader = try Small.reader()
    let meal = Reading(kind: "meal", mode: .arranged, words: 0..<3)
    #expect(reader.read("mad? ja \u{30A}").readings == [meal])
  }
}
