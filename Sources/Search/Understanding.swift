internal import Events
internal import Reading

/// Finds what is asked for among the terms of some shelves.
struct Understanding {
  let shelves: [Shelf]
  let forms: WordForms

  func asked(_ words: [AskedWord]) -> [Asked] {
    var asked = words.map { Asked(whole: meaning(of: $0), halves: halves(of: $0.letters)) }
    for (index, (one, next)) in zip(words, words.dropFirst()).enumerated() {
      let joined = near(AskedWord(one.letters + next.letters, forms))
      for part in [index, index + 1] { asked[part].whole.add(joined, times: Meaning.Weight.joined) }
    }
    for index in asked.indices { asked[index].whole.settle() }
    return asked
  }

  /// The word in all its forms, as part of longer words, and with a slip. A word that no line holds, or no
  /// vocabulary, may itself be a slip: then all that was meant by it is looked for.
  private func meaning(of word: AskedWord) -> Meaning {
    var meaning = near(word)
    meaning.add(longer(parts(of: word, meaning)))
    let slips = slips(of: word)
    guard meaning.isEmpty || !forms.knows(word.letters) else {
      meaning.add(slips)
      return meaning
    }
    let guesses = Set(letters(of: slips) + forms.meant(by: word.letters))
    for guess in guesses.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let word = AskedWord(guess, forms)
      let meant = near(word)
      meaning.add(meant, times: Meaning.Weight.slip)
      meaning.add(longer(parts(of: word, meant)), times: Meaning.Weight.slip)
    }
    meaning.add(slips)
    return meaning
  }

  /// The word itself, its forms, and those of other ways of writing it.
  private func near(_ word: AskedWord) -> Meaning {
    var meaning = gather { segment, add in
      let same = segment.terms.number(of: word.letters.span)
      if let same { add(same, Meaning.Weight.same) }
      for term in 0..<segment.terms.count where term != same && segment.terms.isForm(term, of: word) {
        add(term, Meaning.Weight.form)
      }
    }
    for other in word.respellings {
      meaning.add(near(AskedWord(other, respelled: forms)), times: Meaning.Weight.form)
    }
    return meaning
  }

  // MARK: slips

  private func slips(of word: AskedWord) -> Meaning {
    let likeness = Likeness(word.letters)
    return gather { segment, add in
      for term in 0..<segment.terms.count
      where segment.terms.mayBe(term, likeness) && isSlip(segment.terms.letters(of: term), of: word) {
        add(term, Meaning.Weight.slip)
      }
    }
  }

  /// In the whole word, or before its ending.
  private func isSlip(_ letters: [UInt8], of word: AskedWord) -> Bool {
    guard letters != word.letters else { return false }
    if WordForms.isSlip(letters, word.letters) { return true }
    guard word.stem.letterCount >= Self.shortestStem else { return false }
    let stem = forms.stem(of: letters)
    return stem.letterCount >= Self.shortestStem && stem != word.stem && WordForms.isSlip(stem, word.stem)
  }

  private static let shortestStem = 6

  // MARK: longer and shorter words

  /// What longer words may begin or end with: the word, its forms, and a long stem.
  private func parts(of word: AskedWord, _ near: Meaning) -> Set<[UInt8]> {
    var parts = Set([word.letters] + letters(of: near))
    if word.stem.letterCount >= Self.shortestStem { parts.insert(word.stem) }
    return parts.filter { $0.letterCount >= Self.shortestPart }
  }

  private func longer(_ parts: Set<[UInt8]>) -> Meaning {
    let parts = Array(parts)
    let masks = parts.map { LetterMask($0.span) }
    return gather { segment, add in
      for term in 0..<segment.terms.count {
        let mask = segment.terms.mask(of: term)
        let isLonger = masks.indices.contains { part in
          mask.holds(masks[part]) && isPart(parts[part], of: term, segment.terms)
        }
        if isLonger { add(term, Meaning.Weight.part) }
      }
    }
  }

  private static let shortestPart = 3
  /// A part of so many letters is told by itself; a shorter one only where the rest is a word as well.
  private static let plainPart = 5

  private func isPart(_ part: [UInt8], of term: Int, _ terms: borrowing Terms) -> Bool {
    let isPlain = part.letterCount >= Self.plainPart
    if terms.begins(term, with: part) {
      let rest = Array(terms.letters(of: term)[part.count...])
      if isPlain ? rest.letterCount >= 2 : isWord(rest) || isWord(Array(rest.dropFirst(rest.link))) {
        return true
      }
    }
    guard let place = terms.last(part, in: term) else { return false }
    let letters = terms.letters(of: term)
    let (rest, end) = (Array(letters[..<place]), Array(letters[place...]))
    guard end == part || WordForms.joins(end, part, .danish) else { return false }
    return isPlain ? rest.letterCount >= 2 : isWord(rest) || isWord(rest.withoutLink(isWord: isTerm))
  }

  /// The two words of which a longer one is made.
  private func halves(of word: [UInt8]) -> [Meaning] {
    let cuts = word.indices.filter { $0 >= Self.shortestPart && word.count - $0 >= Self.shortestPart }
    for cut in cuts.sorted(by: { abs($0 * 2 - word.count) < abs($1 * 2 - word.count) }) {
      let (left, right) = (Array(word[..<cut]).withoutLink(isWord: isTerm), Array(word[cut...]))
      guard isWord(left), isWord(right) else { continue }
      return [left, right].map { half in
        var meaning = near(AskedWord(half, forms))
        meaning.settle()
        return meaning
      }
    }
    return []
  }

  /// Whether it is a word of the lines or of the vocabulary, and no mere ending.
  private func isWord(_ letters: [UInt8]) -> Bool {
    letters.letterCount >= Self.shortestPart && isTerm(letters)
  }

  private func isTerm(_ letters: [UInt8]) -> Bool {
    shelves.contains { shelf in
      shelf.segment.terms.number(of: letters.span).map(shelf.holds) ?? false
    } || forms.knows(letters)
  }

  // MARK: terms

  private func letters(of meaning: Meaning) -> [[UInt8]] {
    zip(shelves, meaning.terms).flatMap { shelf, found in
      found.map { shelf.segment.terms.letters(of: $0.term) }
    }
  }

  private func gather(_ find: (Segment, (Int, Float) -> Void) -> Void) -> Meaning {
    var meaning = Meaning(shelves)
    for (index, shelf) in shelves.enumerated() {
      find(shelf.segment) { term, weight in
        if shelf.holds(term) { meaning.add(term, of: index, weight) }
      }
    }
    return meaning
  }
}

extension [UInt8] {
  /// UTF-8 bytes that go on a letter are not counted.
  fileprivate var letterCount: Int { count { $0 & 0xC0 != 0x80 } }

  /// How many letters at the beginning may join a word to the one before: `s` and `e`.
  fileprivate var link: Int { first == 0x73 || first == 0x65 ? 1 : 0 }

  /// `lejligheds` and `hunde` without the letter that joins them to the next word, where they are none with it.
  fileprivate func withoutLink(isWord: ([UInt8]) -> Bool) -> [UInt8] {
    guard let last, last == 0x73 || last == 0x65, count > 3, !isWord(self) else { return self }
    return Array(dropLast())
  }
}
