internal import Events
internal import Foundation
internal import Releases

/// The manifest for whoever cites it or registers a DOI: DataCite's JSON, schema 4.
struct DataCite: JSONWritten {
  private let members: [String: JSONValue]

  func encode(to encoder: any Encoder) throws { try JSONValue.object(members).encode(to: encoder) }

  init<Privacy>(_ package: DataPackage<Privacy>, _ making: Making) {
    let (policy, rights) = (making.policy, RightsWords(making.policy))
    var members: [String: JSONValue] = [
      "schemaVersion": "http://datacite.org/schema/kernel-4",
      "types": ["resourceTypeGeneral": "Dataset", "resourceType": .text(policy.tier.called)],
      "titles": [["title": .text(package.title)]], "publisher": ["name": .text(rights.holder)],
      "creators": [["name": .text(rights.holder), "nameType": "Organizational"]],
      "publicationYear": .text(String(package.created.prefix(4))), "version": .text(package.version),
      "dates": [["date": .text(making.day.description), "dateType": "Created"]],
      "formats": .list(Set(package.resources.map(\.mediatype)).sorted().map(JSONValue.text)),
      "sizes": [.text("\(package.resources.reduce(0) { $0 + $1.bytes }) B")],
      "alternateIdentifiers": [
        ["alternateIdentifier": .text(package.id), "alternateIdentifierType": "Tillid release"]
      ],
      "rightsList": [rights.entry],
    ]
    if !package.description.isEmpty {
      members["descriptions"] = [
        ["description": .text(package.description), "descriptionType": "Abstract"]
      ]
    }
    if !policy.rights.doi.isEmpty { members["doi"] = .text(policy.rights.doi) }
    let gone = making.supersedes.filter { !$0.manifest.isEmpty }.map { Self.obsolete($0.manifest) }
    if !gone.isEmpty { members["relatedIdentifiers"] = .list(gone) }
    self.members = members
  }

  /// A release of before has no address: it is named by the SHA-256 of its manifest (RFC 6920).
  private static func obsolete(_ manifest: [UInt8]) -> JSONValue {
    let name = Data(manifest).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
    return [
      "relatedIdentifier": .text("ni:///sha-256;\(name)"), "relatedIdentifierType": "URL",
      "relationType": "Obsoletes",
    ]
  }
}

extension RightsWords {
  fileprivate var entry: JSONValue {
    let license = policy.rights.license
    guard !license.isEmpty else { return ["rights": .text(words.en)] }
    return [
      "rights": .text(words.en), "rightsUri": .text(policy.rights.licensePage),
      "rightsIdentifier": .text(license), "rightsIdentifierScheme": "SPDX",
      "schemeUri": "https://spdx.org/licenses/",
    ]
  }
}

extension Tier {
  fileprivate var called: String {
    switch self {
    case .a: "Pseudonymised event log, controlled replay"
    case .b: "Pseudonymised event log"
    case .c: "Tables with noise and invented event streams"
    }
  }
}
