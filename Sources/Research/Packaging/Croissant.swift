internal import Events
internal import Foundation
internal import Releases

/// The manifest for catalogues that read Croissant 1.1 (MLCommons, January 2026): schema.org in JSON-LD, with files and
/// columns.
struct Croissant: JSONWritten {
  private let members: [String: JSONValue]

  func encode(to encoder: any Encoder) throws { try JSONValue.object(members).encode(to: encoder) }

  init<Privacy>(_ package: DataPackage<Privacy>, _ making: Making) {
    let rights = RightsWords(making.policy)
    var members: [String: JSONValue] = [
      "@context": Self.context, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.1",
      "name": .text(package.name), "description": .text(package.description),
      "alternateName": .text(package.title), "identifier": .text(package.id),
      "version": .text("\(package.version).0.0"), "datePublished": .text(making.day.description),
      "dateCreated": .text(making.day.description), "license": .text(rights.license),
      "usageInfo": .text(rights.words.en), "isLiveDataset": false,
      "rai:personalSensitiveInformation": .list([.text(making.policy.tier.sensitivity)]),
      "distribution": .list(package.resources.map(Self.file)),
      "recordSet": .list(package.resources.filter(\.isPlain).map(Self.records)),
    ]
    if rights.holder != RightsWords.unsaid {
      let holder: JSONValue = ["@type": "sc:Organization", "name": .text(rights.holder)]
      (members["publisher"], members["creator"]) = (holder, holder)
      let (year, title) = (package.created.prefix(4), package.title)
      members["citeAs"] = .text("\(rights.holder) (\(year)): \(title). \(package.id).")
    }
    if !making.policy.rights.doi.isEmpty {
      members["url"] = .text("https://doi.org/\(making.policy.rights.doi)")
    }
    self.members = members
  }

  private static func file(_ resource: Resource) -> JSONValue {
    [
      "@type": "cr:FileObject", "@id": .text(resource.name), "name": .text(resource.name),
      "contentUrl": .text(resource.path), "contentSize": .text("\(resource.bytes) B"),
      "encodingFormat": .list(
        [.text(resource.mediatype)] + (resource.compression == nil ? [] : ["application/gzip"])),
      "sha256": .text(String(resource.hash.trimmingPrefix("sha256:"))),
    ]
  }

  /// Its columns.
  private static func records(_ resource: Resource) -> JSONValue {
    let schema = resource.schema
    let set = "records-\(resource.name)"
    return [
      "@type": "cr:RecordSet", "@id": .text(set), "name": .text(set),
      "key": .list((schema?.primaryKey ?? []).map { ["@id": .text("\(set)/\($0)")] }),
      "field": .list(
        (schema?.fields ?? []).map { field in
          [
            "@type": "cr:Field", "@id": .text("\(set)/\(field.name)"), "name": .text(field.name),
            "description": .text(field.description),
            "dataType": field.type == "integer" ? "sc:Integer" : "sc:Text",
            "source": [
              "fileObject": ["@id": .text(resource.name)], "extract": ["column": .text(field.name)],
            ],
          ]
        }),
    ]
  }
}

extension Resource {
  /// A table of text, whose columns can be told of one by one.
  fileprivate var isPlain: Bool { format == "csv" }
}

extension Tier {
  /// By the words of Croissant's vocabulary for responsible use.
  fileprivate var sensitivity: String {
    switch self {
    case .a: "Pseudonymised personal data of people in contact with outreach work; no names, no free text."
    case .b:
      "Pseudonymised personal data of people in contact with outreach work, with a measured residual risk; no names, no free text."
    case .c: "None: counts with noise (differential privacy) and invented streams."
    }
  }
}

extension Croissant {
  /// As the specification prints it: names that are not schema.org's, and what they stand for.
  fileprivate static let context: JSONValue = {
    var context: [String: JSONValue] = [
      "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
      "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
      "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
      "data": ["@id": "cr:data", "@type": "@json"], "examples": ["@id": "cr:examples", "@type": "@json"],
      "dataType": ["@id": "cr:dataType", "@type": "@vocab"],
      "name": ["@container": "@language"], "description": ["@container": "@language"],
    ]
    for term in [
      "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
      "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
      "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
      "separator", "source", "subField", "transform",
    ] {
      context[term] = .text("cr:\(term)")
    }
    return .object(context)
  }()
}
