import Events
import Reading
import TestGround
import Testing

@Suite struct `A line with known names anywhere` {
  /// Some words of the line give way to names, or stand behind one.
  private func named(_ line: String, _ random: inout Seeded) -> String {
    var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: words.indices, using: &random)
      if Bool.random(using: &random) {
        words[place] = "\u{FFFC}"
      } else {
        words.insert("\u{FFFC}", at: place)
      }
    }
    return words.joined(separator: " ")
  }

  @Test func `is read and parted within its words, and each name stands in a part`() throws {
    let vocabulary = try `A mangled line`.standard.get()
    var reader = LineReader(vocabulary)
    var random = Seeded(41)
    for line in try Notes.lines() + Notes.own() {
      for _ in 0..<3 {
        let text = named(line.text, &random)
        let bytes = 0..<text.utf8.count
        for reading in reader.read(text).readings {
          #expect(
            bytes.contains(reading.words.lowerBound) && reading.words.upperBound <= bytes.upperBound,
            "\(text)")
        }
        let people = text.count { $0 == "\u{FFFC}" }
        let parts = reader.parts(text, among: Array(0..<people))
        #expect(
          parts.allSatisfy {
            bytes.lowerBound <= $0.bytes.lowerBound && $0.bytes.upperBound <= bytes.upperBound
          })
        #expect(parts.reduce(into: Set<Int>()) { $0.formUnion($1.people) } == Set(0..<people), "\(text)")
      }
    }
  }
}
