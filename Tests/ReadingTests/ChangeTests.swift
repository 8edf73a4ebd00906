import Events
import Reading
import Testing

@Suite struct `A change of a vocabulary` {
  func changes(_ edit: (inout Vocabulary) -> Void) throws -> [VocabularyChange] {
    let before = try VocabularyFile(Small.text).vocabulary
    var after = before
    edit(&after)
    return VocabularyChange.all(from: before, to: after)
  }

  @Test func `is none where only the lines of the file differ`() throws {
    let before = try VocabularyFile(Small.text).vocabulary
    #expect(VocabularyChange.all(from: before, to: try VocabularyFile("\n\n" + Small.text).vocabulary) == [])
  }

  @Test func `names each part with what came and what went, and turns round`() throws {
    let before = try VocabularyFile(Small.text).vocabulary
    var after = before
    after.kinds.removeAll { $0.kind == "meal" }
    after.kinds[0].phrases.append(Phrase("tænder", .danish))
    after.kinds[0].phrases.removeAll { $0.text == "dentist" }
    after.kinds.append(KindEntry("feet", group: "a", danish: "fod", english: "foot"))
    after.spellings[0].variants = ["ik", "ikk"]
    let there = VocabularyChange.all(from: before, to: after)
    #expect(there.map(\.part) == [.kind("dentist"), .kind("feet"), .spellings, .kind("meal")])
    #expect(there.map(\.fate) == [.changed, .new, .changed, .gone])
    #expect(there.map { $0.added.map(\.text) } == [["tænder"], [], [], []])
    #expect(
      there.map { $0.removed.map(\.text) } == [
        ["dentist"], [], ["ikke: itt"], ["mad", "suppe", "meal", "soup"],
      ])
    let back = VocabularyChange.all(from: after, to: before)
    for change in there {
      let same = try #require(back.first { $0.part == change.part })
      #expect(same.added == change.removed && same.removed == change.added)
    }
  }

  @Test func `shows also where no phrase differs`() throws {
    let found = try changes { $0.kinds[0].isAlwaysHappened = true }
    #expect(found.map(\.part) == [.kind("dentist")])
    #expect(found.allSatisfy { $0.added.isEmpty && $0.removed.isEmpty })
  }
}
