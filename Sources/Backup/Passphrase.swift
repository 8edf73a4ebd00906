internal import Foundation

/// What seals a key file: said by somebody, or drawn.
public struct Passphrase: Sendable {
  /// The bytes that the key follows from: composed Unicode (NFC), or the 25 letters of a drawn one.
  let bytes: [UInt8]

  /// Without i, l and o, which are read as something else.
  private static let letters = Array("abcdefghjkmnpqrstuvwxyz")
  private static let groups = 5
  private static let fewest = 20

  /// As it was typed. Of a drawn one, hyphens, spaces and the size of letters do not matter.
  public init(typed text: String) throws(BackupError) {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let parts = text.lowercased().split(whereSeparator: { $0 == "-" || $0.isWhitespace })
    let drawn = Array(parts.joined())
    if Self.fits(drawn) {
      bytes = Array(String(drawn).utf8)
    } else {
      guard
        !(text.contains("-") && parts.allSatisfy { $0.count == Self.groups } && parts.count == Self.groups)
      else { throw .mistypedPassphrase }
      bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
    }
  }

  /// One of 108 bits to write on paper: five groups of five letters, the last of which is a check that finds
  /// every single wrong letter and every two that changed places.
  public static func draw() -> String {
    var drawn = (1..<groups * groups).map { _ in letters.randomElement() ?? "x" }
    drawn.append(letters[check(drawn)])
    return stride(from: 0, to: drawn.count, by: groups).map { String(drawn[$0..<$0 + groups]) }
      .joined(separator: "-")
  }

  /// Throws unless it is strong enough to seal something new.
  public func judge() throws(BackupError) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.count >= Self.fewest else {
      throw .weakPassphrase("it has \(text.count) characters, and needs \(Self.fewest)")
    }
    guard Set(text).count >= 8 else {
      throw .weakPassphrase("it has only \(Set(text).count) different characters")
    }
  }

  private static func fits(_ drawn: [Character]) -> Bool {
    guard drawn.count == groups * groups, drawn.allSatisfy(letters.contains), let last = drawn.last else {
      return false
    }
    return letters[check(drawn.dropLast())] == last
  }

  /// A weighted sum modulo 23, which is a prime: neighbours have different weights, and none is zero.
  private static func check(_ drawn: some Sequence<Character>) -> Int {
    drawn.enumerated().reduce(0) { sum, letter in
      sum + (1 + letter.offset % 22) * (letters.firstIndex(of: letter.element) ?? 0)
    } % letters.count
  }
}

extension Passphrase: Equatable {}

extension Passphrase: CustomStringConvertible, CustomReflectable {
  public var description: String { "a passphrase" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
