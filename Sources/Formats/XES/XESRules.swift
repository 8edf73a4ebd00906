/// What the standard asks of each element, and of all together.
struct XESRules {
  typealias Marks = [(name: String, value: String)]

  private var prefixes: Set<String> = []
  private var globals: [String: Set<String>] = [:]
  private var classifiers: [(line: Int, keys: String, scope: String)] = []
  /// Keys that some trace or event had.
  private var met: Set<String> = []
  private static let mostMet = 10_000

  private func fault(_ line: Int, _ danish: String, _ english: String) -> XESFault {
    XESFault(line: line, danish: danish, english: english)
  }

  /// The version and the features.
  func root(_ marks: Marks, prefix: String, _ line: Int) throws -> (version: String, features: String) {
    var (version, features) = ("", "")
    var namespace: String?
    for mark in marks {
      switch mark.name {
      case "xes.version":
        guard mark.value.isDecimal else {
          throw fault(
            line, "xes.version ‘\(mark.value)’ er intet decimaltal",
            "xes.version ‘\(mark.value)’ is no decimal number")
        }
        version = mark.value
      case "xes.features": features = mark.value
      case "xmlns" where prefix.isEmpty, "xmlns:" + prefix.dropLast() where !prefix.isEmpty:
        namespace = mark.value
      default:
        guard mark.name.contains(":") || mark.name.contains(".") else {
          throw unknownMark(mark.name, "log", line)
        }
      }
    }
    guard namespace.map(Self.isXES) ?? prefix.isEmpty else {
      throw fault(
        line, "<\(prefix)log> hører til \(namespace ?? "intet navnerum"), ikke til XES",
        "<\(prefix)log> belongs to \(namespace ?? "no namespace"), not to XES")
    }
    return (version, features)
  }

  private static func isXES(_ namespace: String) -> Bool {
    namespace.isEmpty || namespace.contains("xes-standard.org") || namespace.contains("ieee.org")
  }

  private func unknownMark(_ mark: String, _ element: String, _ line: Int) -> XESFault {
    fault(line, "‘\(mark)’ hører ikke til i <\(element)>", "‘\(mark)’ does not belong in <\(element)>")
  }

  func none(_ marks: Marks, on element: String, _ line: Int) throws {
    if let first = marks.first { throw unknownMark(first.name, element, line) }
  }

  /// The values of these names in their order; nil for one that may be missing and is.
  private func values(
    _ marks: Marks, of element: String, _ names: [String], optional: [String] = [], _ line: Int
  ) throws -> [String?] {
    if let strange = marks.first(where: { !names.contains($0.name) && !optional.contains($0.name) }) {
      throw unknownMark(strange.name, element, line)
    }
    return try (names + optional).map { name in
      let value = marks.first { $0.name == name }?.value
      guard value != nil || optional.contains(name) else {
        throw fault(line, "<\(element)> mangler ‘\(name)’", "<\(element)> lacks ‘\(name)’")
      }
      return value
    }
  }

  mutating func `extension`(_ marks: Marks, _ line: Int) throws -> CaseLog.Extension {
    let found = try values(marks, of: "extension", ["name", "prefix", "uri"], line).map { $0 ?? "" }
    guard !found[1].isEmpty, !found[1].contains(where: { $0.isWhitespace || $0 == ":" }) else {
      throw fault(line, "‘\(found[1])’ kan ikke være et præfiks", "‘\(found[1])’ cannot be a prefix")
    }
    guard !found[2].isEmpty, !found[2].contains(where: \.isWhitespace) else {
      throw fault(
        line, "udvidelsen \(found[0]) har ingen adresse (uri)", "the extension \(found[0]) has no uri")
    }
    guard prefixes.insert(found[1]).inserted else {
      throw fault(
        line, "præfikset ‘\(found[1])’ er brugt to gange", "the prefix ‘\(found[1])’ is declared twice")
    }
    return CaseLog.Extension(name: found[0], prefix: found[1], uri: found[2])
  }

  func scope(_ marks: Marks, _ line: Int) throws -> String? {
    let scope = try values(marks, of: "global", [], optional: ["scope"], line)[0]
    try check(scope, line)
    return scope
  }

  private func check(_ scope: String?, _ line: Int) throws {
    guard let scope, scope != "trace", scope != "event" else { return }
    throw fault(
      line, "‘\(scope)’ er intet område: skriv trace eller event",
      "‘\(scope)’ is no scope: write trace or event")
  }

  mutating func global(_ scope: String?, _ attributes: [CaseLog.Attribute], _ line: Int) throws {
    globals[scope ?? "event", default: []].formUnion(attributes.map(\.key))
  }

  mutating func classifier(_ marks: Marks, _ line: Int) throws -> CaseLog.Classifier {
    let found = try values(marks, of: "classifier", ["name", "keys"], optional: ["scope"], line)
    try check(found[2], line)
    let keys = found[1] ?? ""
    guard !keys.allSatisfy(\.isWhitespace) else {
      throw fault(line, "en inddeling (classifier) uden nøgler", "a classifier without keys")
    }
    classifiers.append((line, keys, found[2] ?? "event"))
    return CaseLog.Classifier(name: found[0] ?? "", scope: found[2], keys: keys)
  }

  func unique(_ key: String, among others: [CaseLog.Attribute], _ line: Int) throws {
    guard others.contains(where: { $0.key == key }) else { return }
    throw fault(line, "nøglen ‘\(key)’ står to gange", "the key ‘\(key)’ stands twice")
  }

  mutating func met(_ attributes: [CaseLog.Attribute]) {
    guard !classifiers.isEmpty, met.count < Self.mostMet else { return }
    for attribute in attributes where !met.contains(attribute.key) { met.insert(attribute.key) }
  }

  /// A classifier speaks of keys that are declared (global, or of an extension), or that something had at least.
  func end() throws {
    for (line, keys, scope) in classifiers where !isKnown(keys, scope) {
      let all = keys.replacing("'", with: "").split(separator: " ").map(String.init)
      guard let first = all.first(where: { !isKnown($0, scope) }) else { continue }
      throw fault(
        line, "inddelingen (classifier) bruger ‘\(first)’, som intet i loggen har",
        "the classifier uses ‘\(first)’, which nothing in the log has")
    }
  }

  private func isKnown(_ key: String, _ scope: String) -> Bool {
    if globals[scope]?.contains(key) ?? false || met.contains(key) || met.count >= Self.mostMet {
      return true
    }
    let parts = key.split(separator: ":", maxSplits: 1)
    return parts.count == 2 && !key.contains(" ") && prefixes.contains(String(parts[0]))
  }

  func attribute(_ type: CaseLog.AttributeType, _ marks: Marks, _ line: Int) throws -> CaseLog.Attribute {
    switch type {
    case .values:
      let key = try values(marks, of: "values", [], optional: ["key"], line)[0]
      return CaseLog.Attribute(.values, key ?? "")
    case .list, .container:
      let found = try values(marks, of: "\(type)", ["key"], optional: ["value"], line)
      guard found[1]?.isEmpty ?? true else {
        throw fault(line, "en <\(type)> har ingen værdi af sin egen", "a <\(type)> has no value of its own")
      }
      return CaseLog.Attribute(type, try key(found[0], type, line))
    default:
      let found = try values(marks, of: "\(type)", ["key", "value"], line)
      let (key, value) = (try key(found[0], type, line), found[1] ?? "")
      guard type.takes(value) else {
        throw fault(
          line, "‘\(key)’ er ‘\(value.prefix(40))’, og det er \(type.danish)",
          "‘\(key)’ is ‘\(value.prefix(40))’, which is \(type.english)")
      }
      return CaseLog.Attribute(type, key, value)
    }
  }

  private func key(_ key: String?, _ type: CaseLog.AttributeType, _ line: Int) throws -> String {
    guard let key, !key.isEmpty else {
      throw fault(line, "<\(type)> har en tom nøgle", "<\(type)> has an empty key")
    }
    return key
  }
}

extension CaseLog.AttributeType {
  /// By the types of XML Schema that the standard names: dateTime, long, double, boolean.
  fileprivate func takes(_ text: String) -> Bool {
    switch self {
    case .date: XESTime(text) != nil
    case .int: Int64(text.drop { $0 == "+" }) != nil && !text.hasPrefix("+-") && !text.hasPrefix("++")
    case .float: text.isDouble
    case .boolean: ["true", "false", "1", "0"].contains(text)
    case .id: !text.isEmpty
    case .string, .list, .container, .values: true
    }
  }

  fileprivate var danish: String {
    switch self {
    case .date: "intet tidspunkt: skriv det som 2025-03-07T18:30:00.000+01:00"
    case .int: "intet helt tal"
    case .float: "intet tal"
    case .boolean: "hverken true eller false"
    default: "tomt"
    }
  }

  fileprivate var english: String {
    switch self {
    case .date: "no time: write it as 2025-03-07T18:30:00.000+01:00"
    case .int: "no whole number"
    case .float: "no number"
    case .boolean: "neither true nor false"
    default: "empty"
    }
  }
}

extension String {
  fileprivate var isDecimal: Bool {
    let digits = utf8.filter { (48...57).contains($0) }.count
    let points = utf8.filter { $0 == UInt8(ascii: ".") }.count
    return digits > 0 && points <= 1 && digits + points == utf8.count
  }

  /// xs:double: a decimal number, perhaps with an exponent, INF, -INF or NaN.
  fileprivate var isDouble: Bool {
    if ["INF", "-INF", "+INF", "NaN"].contains(self) { return true }
    let allowed = utf8.allSatisfy { (48...57).contains($0) || ".+-eE".utf8.contains($0) }
    return allowed && Double(self) != nil
  }
}
