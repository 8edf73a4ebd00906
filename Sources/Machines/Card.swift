internal import Crypto
public import Events
internal import Foundation

/// A machine as it stands in a request or an answer, and the fingerprint by which two people on the telephone know
/// that it is the one they mean.
extension Machine {
  /// Lower-case letters, digits and hyphens, at most 32, none at an end: it stands in subjects and file names.
  public static func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
    }
    return isPlain && (1...32).contains(name.utf8.count) && !name.hasPrefix("-") && !name.hasSuffix("-")
  }

  /// The same, and not the word that stands for all regions.
  public static func isRegion(_ name: String) -> Bool { name.isEmpty || isName(name) && name != "all" }

  /// `host:port`, of a port that leaves room for two more.
  public static func isAddress(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]) else {
      return false
    }
    let host = text[..<colon]
    return !host.isEmpty && (1...65_533).contains(port)
      && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"\"'\\{}/,".utf8.contains($0) }
  }

  /// A line each, without the origin.
  var fields: [Armour.Field] {
    [("name", name), ("role", "\(role)")] + (region.isEmpty ? [] : [("region", region)])
      + addresses.map { ("address", $0) } + [("key", Data(publicKey).base64EncodedString())]
  }

  /// - Throws: `notWhole` where one is missing or is not what it must be.
  init(_ fields: [Armour.Field], in file: String) throws(MachinesError) {
    func one(_ name: String) -> String? { fields.first { $0.name == name }?.value }
    guard let name = one("name"), Machine.isName(name),
      let role = Machine.Role.allCases.first(where: { "\($0)" == one("role") }),
      let key = one("key").flatMap({ Data(base64Encoded: $0) }), key.count == Machine.publicKeyBytes,
      Machine.isRegion(one("region") ?? "")
    else { throw .notWhole(file) }
    let addresses = fields.filter { $0.name == "address" }.map(\.value)
    guard addresses.allSatisfy(Machine.isAddress) else { throw .notWhole(file) }
    self.init(
      name, role, region: one("region") ?? "", origin: 0, publicKey: Array(key), addresses: addresses)
  }

  public var fingerprint: Fingerprint {
    var hash = SHA256()
    hash.update(data: Data("tillid machine 1\0".utf8))
    for field in fields { hash.update(data: Data("\(field.name): \(field.value)\n".utf8)) }
    return Fingerprint(hash: Array(hash.finalize()))
  }
}

/// 80 bits of a hash, as they are read out: four groups of four, without the letters that are mistaken for others.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  private let symbols: [UInt8]
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  init(hash: [UInt8]) {
    symbols = (0..<16).map { index in
      let (byte, shift) = (index * 5 / 8, index * 5 % 8)
      let pair = UInt16(hash[byte]) << 8 | UInt16(hash[byte + 1])
      return UInt8(truncatingIfNeeded: pair >> UInt16(11 - shift)) & 31
    }
  }

  /// As somebody typed what they heard; nil where it is too short or too long. O is 0, and I and L are 1 (Crockford).
  public init?(spoken text: String) {
    var heard: [UInt8] = []
    for letter in text.uppercased().utf8 where ![0x20, 0x2d].contains(letter) {
      let plain: UInt8 = letter == 0x4f ? 0x30 : letter == 0x49 || letter == 0x4c ? 0x31 : letter
      guard let symbol = Self.alphabet.firstIndex(of: plain) else { return nil }
      heard.append(UInt8(symbol))
    }
    guard heard.count == 16 else { return nil }
    symbols = heard
  }

  /// For lines that are broken at spaces: none of these is one.
  public static func unbroken(_ text: String) -> String { text.replacing(" ", with: "\u{A0}") }

  public var description: String {
    let letters = symbols.map { Self.alphabet[Int($0)] }
    return stride(from: 0, to: 16, by: 4)
      .map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: " ")
  }
}
