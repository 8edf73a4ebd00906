import Events

/// Finds phrases that cannot be read, sets that do not exist, and phrases that stand under two kinds.
struct PhraseCheck {
  private struct Noted {
    var phrase: Phrase
    /// The id of the kind; nil under a sign or a set.
    var kind: String?
    var line: Int { phrase.line }
  }

  private var noted: [Noted] = []
  /// Of all phrases that could be read.
  private(set) var forms = PhraseForms()

  /// Phrases are noted while their entry is read.
  mutating func note(_ phrase: Phrase) { noted.append(Noted(phrase: phrase)) }

  /// Says that the phrases noted last belong to this kind.
  mutating func add(_ kind: KindEntry) {
    for i in noted.indices.suffix(kind.phrases.count) { noted[i].kind = kind.kind.rawValue }
  }

  mutating func problems(_ vocabulary: Vocabulary) -> [VocabularyError.Problem] {
    var problems: [VocabularyError.Problem] = []
    var known = KnownForms()
    let sets = Set(vocabulary.sets.map(\.name)).union(Lexicon.builtIn)
    for number in noted.indices {
      do throws(NotationError) {
        let forms = try forms.learn(noted[number].phrase.text)
        problems += unknownSets(forms, sets, noted[number])
        if noted[number].kind != nil { problems += clash(forms, number, &known) }
      } catch {
        problems.append(
          .init(
            line: noted[number].line, text: "the phrase “\(noted[number].phrase.short)” \(error)"))
      }
    }
    return problems
  }

  private func unknownSets(
    _ forms: [[Slot]], _ sets: Set<String>, _ noted: Noted
  ) -> [VocabularyError.Problem] {
    let unknown = Set(
      forms.joined().joined().compactMap { piece in
        if case .set(let name) = piece, !sets.contains(name) { name } else { nil }
      })
    return unknown.sorted().map { name in
      .init(
        line: noted.line,
        text: "unknown set <\(name)> in “\(noted.phrase.short)”: write one of "
          + sets.sorted().joined(separator: ", "))
    }
  }

  private func clash(
    _ forms: [[Slot]], _ number: Int, _ known: inout KnownForms
  ) -> [VocabularyError.Problem] {
    let (phrase, kind) = (noted[number].phrase, noted[number].kind)
    var first: Int?
    for form in forms.map({ known.numbers($0, phrase.language) }) {
      known.eachMeeting(form) { other in
        if noted[other].kind != kind { first = min(first ?? other, other) }
      }
      known.insert(form, number)
    }
    guard let first, let other = noted[first].kind else { return [] }
    return [
      .init(
        line: phrase.line,
        text: "“\(phrase.short)” stands under \(other) too, in “\(noted[first].phrase.short)” on line "
          + "\(noted[first].line): keep it under one kind")
    ]
  }
}

/// The forms of many phrases as a tree of slots, to find those that have the same words in every place. Two
/// forms meet where each slot of one shares a word with that of the other, which is exactly where both,
/// multiplied out, have a form in common; so none is ever multiplied out.
private struct KnownForms {
  private struct Word: Hashable {
    var piece: Piece
    var language: Language
  }

  private struct Step: Hashable {
    var node: Int
    var slot: Int
  }

  private struct Node {
    var steps: [(slot: Int, node: Int)] = []
    /// By their numbers.
    var phrases: [Int] = []
  }

  private var words: [Word: Int] = [:]
  /// Words by the number of their slot, in order.
  private var slots: [[Int]] = []
  private var slotNumbers: [[Int]: Int] = [:]
  private var nodes = [Node()]
  private var steps: [Step: Int] = [:]

  /// The number of each slot.
  mutating func numbers(_ form: [Slot], _ language: Language) -> [Int] {
    form.map { slot in
      let members = slot.map { number(of: Word(piece: $0, language: language)) }.sorted()
      if let known = slotNumbers[members] { return known }
      slots.append(members)
      slotNumbers[members] = slots.count - 1
      return slots.count - 1
    }
  }

  private mutating func number(of word: Word) -> Int {
    if let known = words[word] { return known }
    words[word] = words.count
    return words.count - 1
  }

  mutating func insert(_ form: [Int], _ phrase: Int) {
    var node = 0
    for slot in form {
      let next = steps[Step(node: node, slot: slot)] ?? nodes.count
      if next == nodes.count {
        nodes.append(Node())
        nodes[node].steps.append((slot, next))
        steps[Step(node: node, slot: slot)] = next
      }
      node = next
    }
    nodes[node].phrases.append(phrase)
  }

  /// Calls `body` with each phrase that has a form in common with this one.
  func eachMeeting(_ form: [Int], _ body: (Int) -> Void) {
    // The first slot holds one word, so that it is known which way to go.
    guard let first = form.first, let node = steps[Step(node: 0, slot: first)] else { return }
    eachMeeting(form.dropFirst(), from: node, body)
  }

  private func eachMeeting(_ form: ArraySlice<Int>, from node: Int, _ body: (Int) -> Void) {
    guard let slot = form.first else { return nodes[node].phrases.forEach(body) }
    for step in nodes[node].steps where meet(step.slot, slot) {
      eachMeeting(form.dropFirst(), from: step.node, body)
    }
  }

  private func meet(_ a: Int, _ b: Int) -> Bool {
    a == b || slots[a].contains { slots[b].contains($0) }
  }
}
