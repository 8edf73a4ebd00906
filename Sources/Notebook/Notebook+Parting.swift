internal import Events
internal import Reading

/// Whom a line is about, and what of it stands with each.
struct Subject {
  /// The whole line, without the names of those who are no participants.
  var line: Line
  /// Those who agree to be remembered, and those known who do not.
  var consenting: [Share] = []
  var withdrawn: [Share] = []
  /// Named beside the line, and known to nobody.
  var unknown: [String] = []
  /// Something is told of a `hun` who may be any of several, so that it stands with all of them.
  var isUnclear = false

  /// What of a line is about one of those whom it names.
  struct Share {
    let handle: Handle
    /// Nil where nothing of it is.
    var line: Line?
  }

  /// Whether not all of the line stands with everybody.
  var isParted: Bool { (consenting + withdrawn).contains { $0.line != line } }
}

extension Line {
  /// What stands for words that are about somebody else.
  private static let omission = "…"

  /// The line with the parts that are this one's; nil where none is.
  func share(of person: Int, _ parts: [Part]) -> Line? {
    guard !parts.allSatisfy({ $0.people.contains(person) }) else { return self }
    guard parts.contains(where: { $0.people.contains(person) }) else { return nil }
    let bytes = Array(text.utf8)
    var share = Line("")
    var mentions = self.mentions[...]
    for part in parts {
      let words = String(decoding: bytes[part.bytes], as: UTF8.self)
      let named = mentions.prefix(words.count { $0 == Line.mark })
      mentions = mentions.dropFirst(named.count)
      if part.people.contains(person) {
        share.text += words
        share.mentions += named
      } else if !share.text.hasSuffix(Line.omission + " ") {
        share.text += (share.text.last?.isWhitespace ?? true ? "" : " ") + Line.omission + " "
      }
    }
    share.text = share.text.trimmedOfSpace
    return share
  }
}

extension Part {
  private static let pronouns: Set = [
    "han", "hun", "ham", "hende", "hans", "hendes", "he", "she", "him", "her", "his",
  ]

  /// Tells of several, and of a `hun` who is not named in it.
  func isUnclear(in text: String) -> Bool {
    guard people.count > 1 else { return false }
    let words = String(decoding: Array(text.utf8)[bytes], as: UTF8.self)
    guard !words.contains(Line.mark) else { return false }
    return words.lowercased().split { !$0.isLetter }.contains { Part.pronouns.contains(String($0)) }
  }
}
