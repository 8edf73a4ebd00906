import Testing

@testable import Backup

@Suite struct `A recovery passphrase` {
  @Test("that is drawn is five groups of five letters, each time others, and strong enough")
  func drawn() throws {
    var seen: Set<String> = []
    for _ in 0..<200 {
      let text = Passphrase.draw()
      #expect(text.wholeMatch(of: /([a-hjkmnp-z]{5}-){4}[a-hjkmnp-z]{5}/) != nil)
      try Passphrase(typed: text).judge()
      seen.insert(text)
    }
    #expect(seen.count == 200)
  }

  @Test("that is drawn may be typed without hyphens, in capitals, with spaces")
  func typed() throws {
    let text = Passphrase.draw()
    let plain = try Passphrase(typed: text)
    #expect(try Passphrase(typed: text.uppercased()) == plain)
    #expect(try Passphrase(typed: text.filter { $0 != "-" }) == plain)
    #expect(try Passphrase(typed: " " + text.replacing("-", with: " ") + "\n") == plain)
  }

  @Test("that is drawn shows every wrong letter, and every two that changed places")
  func slips() throws {
    let letters = Array("abcdefghjkmnpqrstuvwxyz")
    let text = Array(Passphrase.draw())
    for index in text.indices where text[index] != "-" {
      for letter in letters where letter != text[index] {
        var wrong = text
        wrong[index] = letter
        #expect(throws: BackupError.mistypedPassphrase) { try Passphrase(typed: String(wrong)) }
      }
      let next = index + 1 < text.count && text[index + 1] == "-" ? index + 2 : index + 1
      guard next < text.count, text[index] != text[next] else { continue }
      var swapped = text
      swapped.swapAt(index, next)
      #expect(throws: BackupError.mistypedPassphrase) { try Passphrase(typed: String(swapped)) }
    }
  }

  @Test("of one's own is taken as it is, however its letters are composed")
  func own() throws {
    let composed = try Passphrase(typed: "ræv kåd bjørn stol lampe sø")
    #expect(try Passphrase(typed: "ræv ka\u{30A}d bjørn stol lampe sø\n") == composed)
    #expect(try Passphrase(typed: "Ræv kåd bjørn stol lampe sø") != composed)
    try composed.judge()
  }

  @Test(
    "that is weak is refused with a way out",
    arguments: ["", "hund", "hundehundehunde1234", "aaaabbbbaaaabbbbaaaabbbb"])
  func weak(text: String) throws {
    #expect(throws: BackupError.self) { try Passphrase(typed: text).judge() }
  }

  @Test("is not shown by accident")
  func hidden() throws {
    let passphrase = try Passphrase(typed: "en hund og to kaffe")
    #expect("\(passphrase)" == "a passphrase" && String(reflecting: passphrase) == "a passphrase")
  }
}
