import Events

extension CompiledVocabulary {
  /// Bytes from which the same program makes this vocabulary again in a small part of the time.
  /// - Parameter hash: of the text that it was read from.
  public func stored(of hash: String) -> [UInt8] {
    var stored = StoredBytes(of: hash)
    var texts = Texts()
    var traits = Row<KindTraits>()
    for kind in kinds {
      for text in [kind.kind.rawValue, kind.group, kind.danish, kind.english] { texts.append(text) }
      traits.append(KindTraits(kind))
    }
    texts.write(to: &stored)
    traits.write(to: &stored)
    spellingTexts.write(to: &stored)
    phrases.write(to: &stored)
    lexicon.write(to: &stored)
    index.write(to: &stored)
    return stored.finish()
  }

  /// nil if the bytes are not those of a text with this hash, whole, by this program.
  public convenience init?(stored bytes: [UInt8], of hash: String) {
    guard var stored = StoredBytes(bytes, of: hash), let texts = Texts(&stored),
      let traits = Row<KindTraits>(&stored), texts.count == traits.count * 4,
      let spellings = Texts(&stored), let phrases = PhraseList(&stored), let lexicon = Lexicon(&stored),
      let index = PhraseIndex(&stored)
    else { return nil }
    let kinds = traits.indices.map { kind in
      KindEntry(
        Kind(texts[kind * 4]), group: texts[kind * 4 + 1], danish: texts[kind * 4 + 2],
        english: texts[kind * 4 + 3], isAlwaysHappened: traits[kind].contains(.onlyHappened),
        mayLieAhead: traits[kind].contains(.mayLieAhead), concernsOthers: traits[kind].contains(.ofOthers),
        isHearsay: traits[kind].contains(.hearsay))
    }
    self.init(kinds, Self.spellings(spellings), phrases, lexicon, index)
  }

  /// Three texts for each: the language, the word, and a line for each of its variants.
  private var spellingTexts: Texts {
    var texts = Texts()
    for spelling in spellings {
      texts.append(spelling.language.rawValue)
      texts.append(spelling.word)
      texts.append(spelling.variants.joined(separator: "\n"))
    }
    return texts
  }

  private static func spellings(_ texts: borrowing Texts) -> [Spelling] {
    stride(from: 0, to: texts.count - 2, by: 3).compactMap { at in
      Language(rawValue: texts[at]).map { language in
        Spelling(texts[at + 1], language, variants: texts[at + 2].split(separator: "\n").map(String.init))
      }
    }
  }
}
