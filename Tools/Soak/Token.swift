import Events
import Keyring

/// A word that stands in every line of one append and nowhere else, so that it can be counted afterwards: `q`,
/// sixteen letters by chance, and a letter for the number of events, `a` where that is not known beforehand.
struct Token: Hashable {
  let text: String

  init(events count: Int, _ dice: inout Dice) {
    let random = dice.next()
    let letters = (0..<16).map { Self.letters[Int(random >> (4 * UInt64($0)) & 15)] } + [Self.letters[count]]
    text = "q" + String(decoding: letters, as: UTF8.self)
  }

  /// The one that a line holds.
  init?(in line: String) {
    guard let word = line.split(separator: " ").last(where: { $0.utf8.count == 18 && $0.hasPrefix("q") })
    else {
      return nil
    }
    text = String(word)
  }

  /// How many events hold it; 0 where that is not known.
  var events: Int { Int((text.utf8.last ?? Self.letters[0]) - Self.letters[0]) }

  /// The most events of one append.
  static let most = 15
  private static let letters = Array("abcdefghijklmnop".utf8)
}

/// What a writer was told, on one line: where an event is, that its record had these bytes, and its word.
struct Said: Hashable {
  let position: UInt64
  let id: EventID
  let record: String
  let token: String

  init(position: UInt64, id: EventID, bytes: [UInt8], token: Token) throws {
    self.position = position
    self.id = id
    record = try Self.hash(bytes)
    self.token = token.text
  }

  init?(line: Substring) {
    let parts = line.split(separator: " ")
    guard parts.count == 5, parts[0] == "said", let position = UInt64(parts[1]),
      let id = EventID(String(parts[2]))
    else { return nil }
    (self.position, self.id, record, token) = (position, id, String(parts[3]), String(parts[4]))
  }

  var line: String { "said \(position) \(id) \(record) \(token)" }

  static func hash(_ bytes: [UInt8]) throws -> String {
    try Digest.sha256(bytes.span.bytes).prefix(8).map { String($0, radix: 16) }.joined(separator: "-")
  }
}
