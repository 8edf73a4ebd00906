import Events

/// Whether two words with the same stem are one word in two forms. The stemmer also takes off what makes
/// another word of a word, so that `lejlighed` and `leje` have one stem, `værelse` and `være`, `lettings` and `let`.
///
/// Both lose what they begin with alike; what is left must be an ending by which their language inflects. The
/// consonant before an ending may stand twice where the other word ends or goes on without a vowel: `nik` and
/// `nikkede`, `tomt` and `tomme`, but not `læge` and `lægge`.
enum Inflection {
  static func joins(_ a: [UInt8], _ b: [UInt8], _ language: Language) -> Bool {
    let common = zip(a, b).prefix { $0 == $1 }.count
    guard common >= shortestStem else { return a == b }
    let endings = language == .danish ? danish : english
    // Endings may begin alike: bolig-ens, bolig-erne.
    let isJoined = (max(shortestStem, common - longestShared)...common).contains { cut in
      endings.contains(a[cut...]) && endings.contains(b[cut...])
    }
    return isJoined || doubles(a, behind: common, b, endings) || doubles(b, behind: common, a, endings)
  }

  private static func doubles(
    _ word: [UInt8], behind common: Int, _ other: [UInt8], _ endings: Set<ArraySlice<UInt8>>
  ) -> Bool {
    guard common < word.count, word[common] == word[common - 1] else { return false }
    let rest = other[common...]
    guard rest.isEmpty || (!vowels.contains(rest[common]) && endings.contains(rest)) else { return false }
    return endings.contains(word[(common + 1)...])
  }

  private static let shortestStem = 2
  private static let longestShared = 3

  /// Those that endings begin with.
  private static let vowels = Array("eiy".utf8)

  private static let danish = endings(
    "e en et n t er r s es ens ets ers ene enes erne ernes ne nes rne rnes ede edes te tes ende ere est este "
      + "st ste")
  private static let english = endings("e s es ed d ing y ies ied ying ly n en er")

  private static func endings(_ text: String) -> Set<ArraySlice<UInt8>> {
    Set(text.utf8.split(separator: 0x20).map { Array($0)[...] } + [[]])
  }
}
