/// Finds what must never be kept in a line: CPR numbers, card numbers, PINs and passwords.
public enum Masking {
  /// What was found, so that the helper can be told.
  public enum Secret: Hashable, Sendable, CaseIterable { case cpr, card, code }

  /// The line with every secret's digits or letters replaced by `•`, and which kinds of secret it held.
  public static func mask(_ line: String) -> (line: String, found: Set<Secret>) {
    var characters = Array(line)
    var found: Set<Secret> = []
    maskNumbers(&characters, &found)
    maskCodes(&characters, &found)
    return found.isEmpty ? (line, []) : (String(characters), found)
  }

  /// Groups of digits with one sign between them, in every run of neighbours: a CPR number may stand beside
  /// another number.
  private static func maskNumbers(_ characters: inout [Character], _ found: inout Set<Secret>) {
    let groups = characters.indices.split { !isDigit(characters[$0]) }.map { $0.startIndex..<$0.endIndex }
    var first = 0
    while first < groups.count {
      var digits: [Int] = []
      var last = first
      while last < groups.count, digits.count <= 19, last == first || isJoined(groups, last, characters) {
        digits += groups[last].compactMap { characters[$0].wholeNumberValue }
        if let secret = secret(digits) {
          for group in groups[first...last] { for place in group { characters[place] = "•" } }
          found.insert(secret)
          first = last
          break
        }
        last += 1
      }
      first += 1
    }
  }

  /// Whether a group follows the one before it after a single sign that numbers are written with.
  private static func isJoined(_ groups: [Range<Int>], _ index: Int, _ characters: [Character]) -> Bool {
    let between = groups[index - 1].upperBound..<groups[index].lowerBound
    return between.count == 1 && " -.–/".contains(characters[between.lowerBound])
  }

  private static func secret(_ digits: [Int]) -> Secret? {
    if digits.count == 10, isDate(digits) { return .cpr }
    if (13...19).contains(digits.count), isLuhn(digits) { return .card }
    return nil
  }

  /// A CPR number begins with day, month and year; 60 is added to the day of some replacement numbers.
  private static func isDate(_ digits: [Int]) -> Bool {
    let day = digits[0] * 10 + digits[1]
    let month = digits[2] * 10 + digits[3]
    return ((1...31).contains(day) || (61...91).contains(day)) && (1...12).contains(month)
  }

  /// The check of ISO/IEC 7812-1.
  private static func isLuhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = digit.element * (digit.offset % 2 == 1 ? 2 : 1)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// A word that says a secret follows; the next word is masked when it holds a digit, or any word after a colon.
  private static let announcements: Set<String> = [
    "pin", "pinkode", "pinkoden", "pin-kode", "kode", "koden", "adgangskode", "adgangskoden", "password",
    "passwordet", "passcode", "kodeord", "kodeordet",
  ]

  private static func maskCodes(_ characters: inout [Character], _ found: inout Set<Secret>) {
    let words = words(of: characters)
    var next = 0
    while next < words.count {
      let text = String(characters[words[next]]).lowercased()
      next += 1
      guard announcements.contains(text.trimming(":=,.")) else { continue }
      var afterColon = text.hasSuffix(":") || text.hasSuffix("=")
      while next < words.count, let joint = joint(String(characters[words[next]])) {
        afterColon = afterColon || joint
        next += 1
      }
      for place in code(words[next...], characters, afterColon) {
        if characters[place].isLetter || characters[place].isNumber { characters[place] = "•" }
        found.insert(.code)
      }
    }
  }

  /// Whether a word only leads on to the code, and if so whether like a colon.
  private static func joint(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "er", "is": false
    case ":", "=": true
    default: nil
    }
  }

  /// Where the code stands: digits of which there are four or more, also in groups, or one telling word.
  private static func code(
    _ words: ArraySlice<Range<Int>>, _ characters: [Character], _ afterColon: Bool
  ) -> Range<Int> {
    guard let first = words.first else { return 0..<0 }
    let groups = words.prefix { word in
      word.allSatisfy { isDigit(characters[$0]) || "-–.,".contains(characters[$0]) }
        && word.contains { isDigit(characters[$0]) }
    }
    let digits = groups.joined().count { isDigit(characters[$0]) }
    if let last = groups.last, digits >= 4 { return first.lowerBound..<last.upperBound }
    return isTelling(String(characters[first]).trimming(":=,."), afterColon) ? first : 0..<0
  }

  private static func isTelling(_ word: String, _ afterColon: Bool) -> Bool {
    let digits = word.count(where: isDigit)
    return digits > 0 && digits < word.count && word.count >= 6 || afterColon && word.count >= 4
  }

  private static func words(of characters: [Character]) -> [Range<Int>] {
    characters.indices.split { characters[$0].isWhitespace }.map { $0.startIndex..<$0.endIndex }
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}

extension String {
  func trimming(_ ends: String) -> String {
    var rest = self[...]
    while let first = rest.first, ends.contains(first) { rest.removeFirst() }
    while let last = rest.last, ends.contains(last) { rest.removeLast() }
    return String(rest)
  }
}
