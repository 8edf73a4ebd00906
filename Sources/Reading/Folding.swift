/// Letters as the reader compares them: lower case, æ ø å kept, other marks taken off, `ö` as `ø`, composed and
/// decomposed letters alike, wide ones as the others. Works on UTF-8, byte by byte.
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

  /// The first byte of U+00C0 to U+00FF, of which æ, ø and å are.
  static let latin: UInt8 = 0xC3

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  static func character(_ text: Span<UInt8>, at i: Int) -> Character {
    switch text[i] {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x00...0x20, 0x7F: .space
    case 0x21...0x7E: .mark
    case 0xC2: second(text[i + 1])
    case 0xE2: isUnseen(text, at: i) || isWideSpace(text, at: i) ? .space : .mark
    case 0xE3: text[i + 1] == 0x80 && text[i + 2] == 0x80 ? .space : .letter
    case 0xEF: isName(text, at: i) ? .name : text[i + 1] == 0xB8 || isUnseen(text, at: i) ? .space : .letter
    case 0xF0...: .picture
    default: .letter
    }
  }

  static func isLetterOrDigit(_ text: Span<UInt8>, at i: Int) -> Bool {
    switch character(text, at: i) {
    case .letter, .digit: true
    default: false
    }
  }

  private static func isName(_ text: Span<UInt8>, at i: Int) -> Bool {
    text[i + 1] == 0xBF && text[i + 2] == 0xBC
  }

  @inline(__always)
  static func isCapital(_ text: Span<UInt8>, at i: Int) -> Bool {
    let byte = text[i]
    if byte == latin { return 0x80...0x9E ~= text[i + 1] }
    return 0x41...0x5A ~= byte
  }

  /// U+0080 to U+00BF, of which the space that does not break and the soft hyphen are seen as nothing.
  private static func second(_ byte: UInt8) -> Character {
    switch byte {
    case 0xA0, 0xAD: .space
    case 0xA7: .letter
    default: .mark
    }
  }

  /// U+2000 to U+200A, U+202F, U+205F.
  private static func isWideSpace(_ text: Span<UInt8>, at i: Int) -> Bool {
    text[i + 1] == 0x80 && (text[i + 2] <= 0x8A || text[i + 2] == 0xAF)
      || (text[i + 1] == 0x81 && text[i + 2] == 0x9F)
  }

  /// The soft hyphen, and signs without width that join, divide or turn round what is pasted: U+200B to U+200F,
  /// U+202A to U+202E, U+2060 to U+206F without the space U+205F before them, U+FE00 to U+FE0F, U+FEFF.
  static func isUnseen(_ text: Span<UInt8>, at i: Int) -> Bool {
    switch text[i] {
    case 0xC2: text[i + 1] == 0xAD
    case 0xE2:
      text[i + 1] == 0x80
        ? 0x8B...0x8F ~= text[i + 2] || 0xAA...0xAE ~= text[i + 2]
        : text[i + 1] == 0x81 && 0xA0...0xAF ~= text[i + 2]
    case 0xEF: (text[i + 1] == 0xB8 && text[i + 2] <= 0x8F) || (text[i + 1] == 0xBB && text[i + 2] == 0xBF)
    default: false
    }
  }

  /// U+0300 to U+037F: belongs to the letter before it.
  static func isMark(_ text: Span<UInt8>, at i: Int) -> Bool { text[i] == 0xCC || text[i] == 0xCD }

  /// What the mark with this second byte makes of the letter before it; nil where it is left out.
  static func composed(_ letter: UInt8, _ mark: UInt8) -> UInt32? {
    switch (letter, mark) {
    case (0x61, 0x8A): 0xA5C3
    case (0x61, 0x88): 0xA6C3
    case (0x6F, 0x88): 0xB8C3
    default: nil
    }
  }

  /// The folded bytes of the letter or digit at `i`, the first in the lowest eight bits, no byte of them zero;
  /// 0 for a mark that belongs to the letter before it and is left out.
  static func folded(_ text: Span<UInt8>, at i: Int) -> UInt32 {
    let byte = text[i]
    switch byte {
    case 0x41...0x5A: return UInt32(byte | 0x20)
    case 0x00...0x7F: return UInt32(byte)
    case latin: return folded(latin: text[i + 1])
    case 0xCC, 0xCD: return 0
    case 0xEF where text[i + 1] == 0xBC || text[i + 1] == 0xBD: return folded(wide: text[i + 1], text[i + 2])
    default:
      var bytes: UInt32 = 0
      for k in 0..<length(byte) { bytes |= UInt32(text[i + k]) << UInt32(8 * k) }
      return bytes
    }
  }

  /// U+FF00 to U+FF7F by the second and third byte: wide signs of ASCII, and others.
  private static func folded(wide second: UInt8, _ third: UInt8) -> UInt32 {
    let ascii = UInt32(second & 1) << 6 | UInt32(third & 0x3F)
    switch ascii &+ 0x20 {
    case 0x30...0x39, 0x61...0x7A: return ascii &+ 0x20
    case 0x41...0x5A: return ascii &+ 0x40
    default: return UInt32(third) << 16 | UInt32(second) << 8 | 0xEF
    }
  }

  /// U+00C0 to U+00FF by the second byte.
  static func folded(latin second: UInt8) -> UInt32 {
    switch second | 0x20 {
    case 0xA6, 0xA4: 0xA6C3
    case 0xB8, 0xB6: 0xB8C3
    case 0xA5: 0xA5C3
    case 0xA0...0xA3: 0x61
    case 0xA7: 0x63
    case 0xA8...0xAB: 0x65
    case 0xAC...0xAF: 0x69
    case 0xB1: 0x6E
    case 0xB2...0xB5: 0x6F
    case 0xB9...0xBB: 0x75
    case 0xBC: 0x79
    default: UInt32(second) << 8 | 0xC3
    }
  }
}
