public import Events
internal import Keyring

extension Catalogue {
  /// Which views the code and the vocabulary ask for, in the catalogue's order.
  /// - Parameter words: the hash of the vocabulary.
  func versions(words: String) throws -> [ViewVersion] {
    let all = stories.map { ($0.name, $0.version) } + tallies.map { ($0.name, $0.version) }
    return try all.map { name, version in
      ViewVersion(view: name, fingerprint: try Self.fingerprint(name, version, words))
    }
  }

  /// How views are laid out on the disk, whatever they hold.
  private static let layout = 2

  /// 16 hexadecimal digits over all that a view depends on beside the events: its code's version, how it is
  /// laid out, the schema of bodies, and the words by which lines are read.
  private static func fingerprint(_ name: String, _ version: UInt32, _ words: String) throws -> String {
    let said = "\(name)\n\(version)\n\(layout)\n\(Body.schema)\n\(words)"
    return hexadecimal(try Digest.sha256(Array(said.utf8).span.bytes).prefix(8))
  }
}

extension ViewVersion {
  /// The fingerprint, which is sixteen hexadecimal digits.
  var number: UInt64 { UInt64(fingerprint, radix: 16) ?? 0 }
}

extension Generation {
  /// Of one of its views; zero, which no view has, for another.
  func number(of view: String) -> UInt64 { versions.first { $0.view == view }?.number ?? 0 }
}

/// A vocabulary by its words: the hash of its text, and the event that adopted it.
public struct VocabularyID: Hashable, Sendable {
  public let hash: String
  public let event: EventID

  init(yaml: [UInt8], event: EventID) throws {
    hash = try Self.hash(of: yaml)
    self.event = event
  }

  /// SHA-256 of a vocabulary's text, in hexadecimal.
  static func hash(of yaml: [UInt8]) throws -> String {
    hexadecimal(try Digest.sha256(yaml.span.bytes)[...])
  }
}

func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
