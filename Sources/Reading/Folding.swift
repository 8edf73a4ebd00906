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

  /// The first byte of U+00C0 to U+00FF, of which æ, ø and å are.
  static let latin: UInt8 = 0xC3

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

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

  /// U+030A, the ring that makes `å` of the `a` before it.
  static func isRing(_ text: Span<UInt8>, at i: Int) -> Bool { text[i] == 0xCC && text[i + 1] == 0x8A }

  /// The folded bytes of the letter or digit at `i`, the first in the lowest eight bits, no byte of them zero;
  /// 0 for a mark that belongs to the letter before it and is left out.
  static func folded(_ text: Span<UInt8>, at i: Int) -> UInt32 {
    let byte = text[i]
    switch byte {
    case 0x41...0x5A: return UInt32(byte | 0x20)
    case 0x00...0x7F: return UInt32(byte)
    case latin: return folded(latin: text[i + 1])
    case 0xCC, 0xCD: return 0
    default:
      var bytes: UInt32 = 0
      for k in 0..<length(byte) { bytes |= UInt32(text[i + k]) << UInt32(8 * k) }
      return bytes
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
