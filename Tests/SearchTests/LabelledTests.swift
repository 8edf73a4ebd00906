import Events
import Foundation
import Reading
import Search
import Testing

/// How well lines are found, by questions with slips, inflections and parts of longer words that were labelled before
/// anybody looked at an answer.
@Suite struct `A search over labelled lines` {
  private let vocabulary: CompiledVocabulary
  private let index: LineIndex
  private let queries: [Query]
  private let heldOut: [Query]

  /// What is asked, and the lines that are wanted: above all, and as well.
  private struct Query {
    let words: String
    let first: Set<UInt64>
    let then: Set<UInt64>
  }

  init() throws {
    vocabulary = CompiledVocabulary(try VocabularyFile.standard().vocabulary)
    let maker = SegmentMaker(vocabulary)
    for line in try Self.rows("Lines.txt") {
      let (number, text) = (line.prefix { $0 != " " }, line.drop { $0 != " " }.dropFirst())
      let id = try #require(UInt64(number))
      maker.add(Handle(high: 1, low: id), [Self.told(String(text), id)])
    }
    index = LineIndex([Shelf(maker.finished())])
    queries = try Self.rows("Queries.txt").map(Self.query)
    heldOut = try Self.rows("Held-out.txt").map(Self.query)
  }

  private static func rows(_ name: String) throws -> [Substring] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  private static func query(_ row: Substring) throws -> Query {
    let parts = row.split(separator: "=", maxSplits: 1)
    let labels = parts[1].split(separator: "|", omittingEmptySubsequences: false)
    func numbers(_ text: Substring) -> Set<UInt64> {
      Set(text.split(separator: " ").compactMap { UInt64($0) })
    }
    let words = parts[0].trimmingCharacters(in: .whitespaces)
    return Query(words: words, first: numbers(labels[0]), then: numbers(labels[1]))
  }

  private static func told(_ text: String, _ id: UInt64) -> Told {
    Told(
      Event(
        id: EventID(origin: 1, sequence: id), handle: Handle(high: 1, low: id),
        happened: When(minute: Int64(id)), recorded: Moment(milliseconds: Int64(id)),
        content: .note(Line(text), given: [])), line: Line(text))
  }

  private func found(_ words: String) -> [UInt64] {
    let question = Question(Line(words), vocabulary) { [$0] }
    return index.find(question, vocabulary, most: 10).best.map(\.event.sequence)
  }

  /// How well some questions are answered.
  private struct Figures: CustomStringConvertible {
    var (questions, wanted, found, firsts, shown, right) = (0, 0, 0, 0, 0, 0)
    var misses: [String] = []

    var description: String {
      "\(questions) questions: \(found) of \(wanted) wanted lines found, \(firsts) began with one, \(right) of \(shown) shown were wanted; "
        + misses.joined(separator: "; ")
    }
  }

  private func figures(_ queries: [Query]) -> Figures {
    queries.reduce(into: Figures()) { figures, query in
      let found = found(query.words)
      let (met, all) = (query.first.intersection(found), query.first.union(query.then))
      let right = found.count(where: all.contains)
      figures.questions += 1
      figures.wanted += query.first.count
      figures.found += met.count
      figures.firsts += found.first.map(all.contains) ?? query.first.isEmpty ? 1 : 0
      (figures.shown, figures.right) = (figures.shown + found.count, figures.right + right)
      if met != query.first || right < found.count {
        figures.misses.append(
          "\(query.words): missed \(query.first.subtracting(met).sorted()), found \(found)")
      }
    }
  }

  @Test func `finds most of what is wanted, and that before all else`() {
    let figures = figures(queries)
    #expect(figures.found * 100 > figures.wanted * 94, "\(figures)")
    #expect(figures.firsts * 100 > figures.questions * 97, "\(figures)")
    #expect(figures.right * 100 > figures.shown * 90, "\(figures)")
  }

  @Test func `finds most of what was not thought of when it was made`() {
    let figures = figures(heldOut)
    print(figures)
    #expect(figures.found * 100 > figures.wanted * 70, "\(figures)")
    #expect(figures.firsts * 100 > figures.questions * 70, "\(figures)")
  }

  @Test func `puts the newest first among equals`() {
    #expect(found("telt") == [63, 62])
    #expect(found("fodpleje gæld").isEmpty == false)
  }

  @Test func `finds nothing where nothing is like it`() {
    for words in ["xyzzy", "🙂", "", "rumskib"] { #expect(found(words).isEmpty, "\(words)") }
  }

  @Test func `is the same in one segment and in many`() throws {
    var makers = (0..<3).map { _ in SegmentMaker(vocabulary) }
    for line in try Self.rows("Lines.txt") {
      let id = try #require(UInt64(line.prefix { $0 != " " }))
      let text = String(line.drop { $0 != " " }.dropFirst())
      makers[Int(id % 3)].add(Handle(high: 1, low: id), [Self.told(text, id)])
    }
    let parts = LineIndex(makers.map { Shelf($0.finished()) })
    makers = []
    for query in queries {
      let question = Question(Line(query.words), vocabulary) { [$0] }
      let (one, many) = (
        index.find(question, vocabulary, most: 10), parts.find(question, vocabulary, most: 10)
      )
      #expect(one.best == many.best && one.count == many.count, "\(query.words)")
    }
  }
}
