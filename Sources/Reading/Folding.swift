/// Letters as the reader compares them: lower case, æ ø å kept, other marks taken off, `ö` as `ø`, a
/// composed and a decomposed å alike. Works on UTF-8, byte by byte.
enum Folding {
  /// What one character of the line is to the splitter.
  enum Character {
    case letter
    case digit
    case space
    /// A sign between words.
    case mark
    /// U+FFFC: stands for the name of someone we know.
    case name
    /// An emoji or another picture.
    case picture
  }

  /// Bytes of the character that starts with `lead`.
  static func length(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  static func character(_ text: Span<UInt8>, at i: Int) -> Character {
    switch text[i] {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x00...0x20, 0x7F: .space
    case 0x21...0x7E: .mark
    case 0xC2: text[i + 1] == 0xA0 ? .space : text[i + 1] == 0xA7 ? .letter : .mark
    case 0xE2: .mark
    case 0xEF: isName(text, at: i) ? .name : text[i + 1] == 0xB8 ? .space : .letter
    case 0xF0...: .picture
    default: .letter
    }
  }

  private static func isName(_ text: Span<UInt8>, at i: Int) -> Bool {
    text[i + 1] == 0xBF && text[i + 2] == 0xBC
  }

  static func isCapital(_ text: Span<UInt8>, at i: Int) -> Bool {
    let byte = text[i]
    if byte == 0xC3 { return 0x80...0x9E ~= text[i + 1] }
    return 0x41...0x5A ~= byte
  }

  /// Appends the folded form of the character at `i`.
  static func append(_ text: Span<UInt8>, at i: Int, to out: inout [UInt8]) {
    let byte = text[i]
    switch byte {
    case 0x41...0x5A: out.append(byte | 0x20)
    case 0x00...0x7F: out.append(byte)
    case 0xC3: append(latin: text[i + 1], to: &out)
    case 0xCC, 0xCD: combine(text[i + 1], lead: byte, into: &out)
    default: for k in i..<i + length(byte) { out.append(text[k]) }
    }
  }

  /// The second byte of U+00C0 to U+00FF.
  private static func append(latin second: UInt8, to out: inout [UInt8]) {
    switch second | 0x20 {
    case 0xA6, 0xA4: out.append(0xC3); out.append(0xA6)
    case 0xB8, 0xB6: out.append(0xC3); out.append(0xB8)
    case 0xA5: out.append(0xC3); out.append(0xA5)
    case 0xA0...0xA3: out.append(0x61)
    case 0xA7: out.append(0x63)
    case 0xA8...0xAB: out.append(0x65)
    case 0xAC...0xAF: out.append(0x69)
    case 0xB1: out.append(0x6E)
    case 0xB2...0xB5: out.append(0x6F)
    case 0xB9...0xBB: out.append(0x75)
    case 0xBC: out.append(0x79)
    default: out.append(0xC3); out.append(second)
    }
  }

  /// A mark that belongs to the letter before it: a ring makes `å` of `a`, any other is left out.
  private static func combine(_ second: UInt8, lead: UInt8, into out: inout [UInt8]) {
    guard lead == 0xCC, second == 0x8A, out.last == 0x61 else { return }
    out[out.count - 1] = 0xC3
    out.append(0xA5)
  }
}
