/// Writes XES (IEEE 1849): elements in the order that the schema wants, double quotes, no namespace, an offset on every
/// date that is ours.
struct XESWriter {
  let file: OutputFile

  private func open(version: String, features: String) {
    file.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log")
    if !version.isEmpty { attribute("xes.version", version) }
    if !features.isEmpty { attribute("xes.features", features) }
    file.put(">\n")
  }

  func heading(of log: CaseLog) { file.keepingLettersWhole { putHeading(of: log) } }

  private func putHeading(of log: CaseLog) {
    open(version: log.version, features: log.features)
    for one in log.extensions {
      element("extension", ["name": one.name, "prefix": one.prefix, "uri": one.uri])
    }
    for global in log.globals {
      file.put("  <global")
      if let scope = global.scope { attribute("scope", scope) }
      file.put(">\n")
      for attribute in global.attributes { write(attribute, depth: 2) }
      file.put("  </global>\n")
    }
    for one in log.classifiers {
      element("classifier", ["name": one.name, "scope": one.scope, "keys": one.keys])
    }
    for attribute in log.attributes { write(attribute, depth: 1) }
  }

  func close() { file.put("</log>\n") }

  func write(_ trace: CaseLog.Trace) {
    file.put("  <trace>\n")
    for attribute in trace.attributes { file.keepingLettersWhole { write(attribute, depth: 2) } }
    for event in trace.events { write(event, depth: 2) }
    file.put("  </trace>\n")
  }

  func write(_ event: CaseLog.Event, depth: Int) { file.keepingLettersWhole { put(event, depth) } }

  private func put(_ event: CaseLog.Event, _ depth: Int) {
    indent(depth)
    file.put("<event>\n")
    for attribute in event.attributes { write(attribute, depth: depth + 1) }
    indent(depth)
    file.put("</event>\n")
  }

  private func write(_ one: CaseLog.Attribute, depth: Int) {
    indent(depth)
    file.put(text: "<\(one.type.rawValue)")
    if one.type != .values || !one.key.isEmpty { attribute("key", one.key) }
    if one.type.hasValue { attribute("value", one.value) }
    if one.attributes.isEmpty { return file.put("/>\n") }
    file.put(">\n")
    for inner in one.attributes { write(inner, depth: depth + 1) }
    indent(depth)
    file.put(text: "</\(one.type.rawValue)>\n")
  }

  private func element(_ name: String, _ attributes: KeyValuePairs<String, String?>) {
    file.put(text: "  <\(name)")
    for (key, value) in attributes { if let value { attribute(key, value) } }
    file.put("/>\n")
  }

  private func attribute(_ key: String, _ value: String) {
    var bytes: [UInt8] = []
    bytes.append(" \(key)=\"")
    bytes.append(xml: value)
    bytes.append("\"")
    file.put(bytes)
  }

  private func indent(_ depth: Int) { for _ in 0..<depth { file.put("  ") } }
}

extension CaseLog.AttributeType {
  /// Whether the value stands in an attribute of the element.
  public var hasValue: Bool {
    switch self {
    case .list, .container, .values: false
    default: true
    }
  }
}

extension CaseLog {
  /// Writes the log as XES, packed by gzip where the name of the file ends with `.gz`.
  public func write(to path: String) throws(FormatError) -> WrittenFile {
    let file = try OutputFile(path, .xes, packed: path.hasSuffix(".gz"))
    let writer = XESWriter(file: file)
    writer.heading(of: self)
    for trace in traces { writer.write(trace) }
    for event in events { writer.write(event, depth: 1) }
    writer.close()
    return try file.finish(rows: traces.reduce(events.count) { $0 + $1.events.count })
  }
}
