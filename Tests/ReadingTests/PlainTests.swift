import Events
import Reading
import Testing

/// The lines of plain.jsonl: what helpers most plainly type, labelled before they were read, and learnt from since.
@Suite struct `Plain words` {
  /// By kind: how many plain lines tell it, and of how many of them it is read.
  private func told() throws -> [Kind: (lines: Int, read: Int)] {
    var reader = LineReader(try VocabularyFile.standard().vocabulary)
    var kinds: [Kind: (lines: Int, read: Int)] = [:]
    for line in try Notes.plain() {
      let found = Set(
        reader.read(line.text).readings.map { Notes.Told(kind: $0.kind.rawValue, mode: $0.mode.description) })
      for told in line.readings {
        kinds[Kind(told.kind), default: (0, 0)].lines += 1
        if found.contains(told) { kinds[Kind(told.kind), default: (0, 0)].read += 1 }
      }
    }
    return kinds
  }

  /// Whoever takes a phrase out because it reads some lines falsely finds here what nobody would be read by any more.
  @Test func `tell each kind, in three lines of four or more`() throws {
    let kinds = try told()
    #expect(try Set(kinds.keys) == Set(Notes.kinds().map(\.kind)))
    for (kind, told) in kinds {
      #expect(told.lines >= 10, "\(kind)")
      #expect(told.read * 4 >= told.lines * 3, "\(kind): \(told.read) of \(told.lines)")
    }
  }

  @Test func `tell nothing else in nine lines of ten`() throws {
    var reader = LineReader(try VocabularyFile.standard().vocabulary)
    let lines = try Notes.plain()
    let clean = lines.count { line in
      let told = Set((line.readings + line.maybe).map(\.kind))
      return reader.read(line.text).readings.allSatisfy { told.contains($0.kind.rawValue) }
    }
    #expect(clean * 10 >= lines.count * 9, "\(clean) of \(lines.count)")
  }
}
