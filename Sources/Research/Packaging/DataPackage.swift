internal import Events
internal import Foundation
internal import Keyring
internal import Releases

/// What a release says of itself: a data package (Frictionless, version 2) with `privacy` beside, which differs
/// between people's events and counts with noise.
struct DataPackage<Privacy: Encodable>: Encodable, JSONWritten {
  var schema = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name: String
  var id: String
  var title: String
  var description: String
  /// The day on which it was made, as the log tells it; at midnight, since the standard asks for a moment and the hour
  /// of our day is nobody's.
  var created: String
  var version = "1"
  /// Who publishes it; nil where the policy does not say.
  var contributors: [[String: String]]?
  /// Nil where the policy gives none.
  var licenses: [[String: String]]?
  var resources: [Resource]
  var privacy: Privacy

  private enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case name, id, title, description, created, version, contributors, licenses, resources, privacy
  }

  init(_ making: Making, _ resources: [Resource], _ privacy: Privacy) {
    let policy = making.policy
    (name, id) = ("tillid-\(policy.study)", making.id)
    title = policy.title.isEmpty ? policy.study : policy.title
    (description, created) = (policy.question, "\(making.day)T00:00:00Z")
    let rights = policy.rights
    if !rights.holder.isEmpty { contributors = [["title": rights.holder, "role": "publisher"]] }
    if !rights.license.isEmpty { licenses = [["name": rights.license, "path": rights.licensePage]] }
    (self.resources, self.privacy) = (resources, privacy)
  }
}

extension Rights {
  /// Where SPDX keeps the words of the licence.
  var licensePage: String { "https://spdx.org/licenses/\(license).html" }
}

/// Written as JSON: keys in order, so that the same is the same byte for byte.
protocol JSONWritten: Encodable {}

extension JSONWritten {
  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return Array(try encoder.encode(self)) + [0x0A]
    }
  }
}

/// Told in both languages.
struct Words: Encodable, Hashable {
  var da: String
  var en: String
  init(_ da: String, _ en: String) { (self.da, self.en) = (da, en) }
}

/// The policy's text without what it says of single stops, and the hash of the whole.
struct Hashed: Encodable {
  var text: String
  var sha256: String

  init(_ policy: Policy) throws {
    var open = policy
    open.places.municipality = [:]
    (text, sha256) = (open.written(.english), try Digest.sha256(policy.text).hexadecimal)
  }
}

/// Of the log's hash tree, up to where it was read.
struct Head: Encodable {
  var position: UInt64
  var root: String

  init(_ making: Making) { (position, root) = (making.position, making.root) }
}

extension Digest {
  static func sha256(_ text: String) throws -> [UInt8] {
    let bytes = Array(text.utf8)
    return try sha256(bytes.span.bytes)
  }
}
