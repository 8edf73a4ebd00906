import Events
@testable import Reading
import TestGround
import Testing

@Suite struct `Words made ready` {
  static let standard = `A mangled line`.standard

  @Test func `and taken up again from their bytes read every line as before`() throws {
    let vocabulary = try Self.standard.get()
    let again = try #require(CompiledVocabulary(stored: vocabulary.stored(of: "a"), of: "a"))
    #expect(again.kinds == vocabulary.kinds && again.spellings == vocabulary.spellings)
    var first = LineReader(vocabulary)
    var second = LineReader(again)
    for line in try Notes.lines() { #expect(first.read(line.text) == second.read(line.text), "\(line.id)") }
    let explained = second.explain("hjalp med mitid").map(\.phrase)
    #expect(explained == first.explain("hjalp med mitid").map(\.phrase) && !explained.isEmpty)
  }

  @Test func `of another text, cut or changed in a byte are none`() throws {
    var bytes = try CompiledVocabulary(VocabularyFile(Small.text).vocabulary).stored(of: "a")
    #expect(CompiledVocabulary(stored: bytes, of: "a") != nil)
    #expect(CompiledVocabulary(stored: bytes, of: "b") == nil)
    #expect(CompiledVocabulary(stored: [], of: "a") == nil)
    var random = Seeded(21)
    for _ in 0..<60 {
      let cut = Int.random(in: 0..<bytes.count, using: &random)
      #expect(CompiledVocabulary(stored: Array(bytes.prefix(cut)), of: "a") == nil)
      let place = Int.random(in: bytes.indices, using: &random)
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      bytes[place] ^= bit
      #expect(CompiledVocabulary(stored: bytes, of: "a") == nil, "\(place)")
      bytes[place] ^= bit
    }
  }
}
