import Events
import Yams

/// Finds phrases that cannot be read, sets that do not exist, and phrases that stand under two kinds.
struct PhraseCheck {
  private struct Noted {
    var phrase: Phrase
    var line: Int
    /// The id of the kind; nil under a sign or a set.
    var kind: String?
  }

  private var noted: [Noted] = []
  private var firstOfEntry = 0

  /// Phrases are noted while their entry is read.
  mutating func note(_ phrase: Phrase, at node: Node) {
    noted.append(Noted(phrase: phrase, line: node.mark?.line ?? 1, kind: nil))
  }

  /// Says that the phrases noted since the entry began belong to this kind.
  mutating func add(_ node: Node, _ kind: String, allowsSetsOnly: Bool) {
    let line = node.mark?.line ?? 1
    for i in noted.indices.reversed() {
      guard noted[i].kind == nil, noted[i].line >= line else { break }
      noted[i].kind = kind
    }
  }

  func problems(_ vocabulary: Vocabulary) -> [VocabularyError.Problem] {
    var problems: [VocabularyError.Problem] = []
    var places: [Form: Noted] = [:]
    let sets = Set(vocabulary.sets.map(\.name)).union(Lexicon.builtIn.keys)
    for noted in noted {
      do throws(NotationError) {
        for form in try Notation.forms(noted.phrase.text) {
          problems += unknownSets(form, sets, noted)
          problems += clash(form, noted, &places)
        }
      } catch {
        problems.append(.init(line: noted.line, text: "the phrase “\(noted.phrase.text)” \(error)"))
      }
    }
    return problems
  }

  private struct Form: Hashable {
    var pieces: [Piece]
    var language: Language
  }

  private func unknownSets(_ form: [Piece], _ sets: Set<String>, _ noted: Noted) -> [VocabularyError.Problem]
  {
    form.compactMap { piece in
      guard case .set(let name) = piece, !sets.contains(name) else { return nil }
      return .init(
        line: noted.line,
        text:
          "unknown set <\(name)> in “\(noted.phrase.text)”: write one of \(sets.sorted().joined(separator: ", "))"
      )
    }
  }

  private func clash(_ form: [Piece], _ noted: Noted, _ places: inout [Form: Noted]) -> [VocabularyError
    .Problem]
  {
    guard let kind = noted.kind else { return [] }
    let key = Form(pieces: form, language: noted.phrase.language)
    guard let first = places[key] else {
      places[key] = noted
      return []
    }
    guard let other = first.kind, other != kind else { return [] }
    return [
      .init(
        line: noted.line,
        text: "“\(noted.phrase.text)” stands under \(other) on line \(first.line) too: keep it under one kind"
      )
    ]
  }
}
