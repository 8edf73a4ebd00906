/// What a file of XES is made of, handed over piece by piece in its order.
public protocol XESTaking {
  /// All that stands before the first trace; traces and events are empty.
  mutating func take(head: CaseLog) throws
  /// A trace begins, with all attributes of its own.
  mutating func take(trace: [CaseLog.Attribute], line: Int) throws
  /// An event of the trace that began last, or of none.
  mutating func take(event: CaseLog.Event, inTrace: Bool, line: Int) throws
}

/// Reads XES (IEEE 1849; the versions 1.0 and 2.0 as well) strictly, with as much memory as its largest event needs.
///
/// Refused is what the standard's text or its schema of 2020 forbids, each with its line. Taken is what the schema
/// forbids and much of what is published does nevertheless, since nothing is lost by it: a namespace of XES on the
/// log, marks of the program that wrote it (`openxes.version`), no `xes.version`, names with blanks, and
/// declarations and attributes of the log in another order than the schema's.
public struct XESReader<Taker: XESTaking> {
  private static var deepest: Int { 100 }

  private let source: ByteSource
  private var pieces: XMLPieces
  private var taker: Taker
  private var head = CaseLog()
  private var rules = XESRules()
  /// The prefix of the namespace of XES, with its colon; mostly empty.
  private var prefix = ""

  private init(_ source: ByteSource, _ taker: Taker) throws {
    self.source = source
    self.taker = taker
    pieces = try XMLPieces(source)
  }

  /// - Throws: `XESFault`, and what `taker` throws.
  @discardableResult
  public static func read(_ source: ByteSource, _ taker: Taker) throws -> Taker {
    do {
      var reader = try XESReader(source, taker)
      try reader.log()
      return reader.taker
    } catch let fault as ByteSource.Fault {
      throw XESFault(fault, line: source.line)
    }
  }

  private func fault(_ danish: String, _ english: String) -> XESFault {
    XESFault(line: pieces.line, danish: danish, english: english)
  }

  private mutating func log() throws {
    guard case .start(let name, let marks, let isWhole)? = try pieces.next() else {
      throw fault("filen er ingen log", "the file is no log")
    }
    try root(name, marks)
    var stage = Stage.head
    if !isWhole {
      while case .start(let name, let marks, let isWhole)? = try pieces.next() {
        try part(element(name), marks, isWhole, &stage)
      }
    }
    if stage == .head { try taker.take(head: head) }
    guard try pieces.next() == nil else {
      throw fault("der er mere efter loggen", "there is more after the log")
    }
    try rules.end()
  }

  /// How far the log has come: what belongs before its traces cannot follow them.
  private enum Stage: Int { case head, traces, events }

  private mutating func part(
    _ name: String, _ marks: [(name: String, value: String)], _ isWhole: Bool, _ stage: inout Stage
  ) throws {
    switch name {
    case "trace", "event":
      if stage == .head { try taker.take(head: head) }
      let next = name == "trace" ? Stage.traces : .events
      guard stage.rawValue <= next.rawValue else {
        throw fault(
          "en sag (trace) efter hændelser uden sag: sagerne skal stå først",
          "a trace after events that belong to none: traces stand first")
      }
      stage = next
      try rules.none(marks, on: name, pieces.line)
      if name == "trace" { try trace(isWhole) } else { try event(isWhole, inTrace: false) }
    default:
      guard stage == .head else {
        throw fault(
          "<\(name)> efter den første sag: det hører til forrest i loggen",
          "<\(name)> after the first trace: it belongs at the beginning of the log")
      }
      try declaration(name, marks, isWhole)
    }
  }

  private mutating func declaration(
    _ name: String, _ marks: [(name: String, value: String)], _ isWhole: Bool
  ) throws {
    switch name {
    case "extension":
      head.extensions.append(try rules.extension(marks, pieces.line))
      try empty(name, isWhole)
    case "classifier":
      head.classifiers.append(try rules.classifier(marks, pieces.line))
      try empty(name, isWhole)
    case "global":
      let line = pieces.line
      let scope = try rules.scope(marks, line)
      let attributes = isWhole ? [] : try children(of: name)
      try rules.global(scope, attributes, line)
      head.globals.append(CaseLog.Global(scope: scope, attributes))
    default:
      let attribute = try attribute(name, marks, isWhole)
      try rules.unique(attribute.key, among: head.attributes, pieces.line)
      head.attributes.append(attribute)
    }
  }

  private mutating func root(_ name: String, _ marks: [(name: String, value: String)]) throws {
    let parts = name.split(separator: ":", maxSplits: 1)
    guard parts.last == "log" else {
      throw fault(
        "filen er ingen XES: den begynder med <\(name)>", "the file is no XES: it begins with <\(name)>")
    }
    if parts.count == 2 { prefix = parts[0] + ":" }
    (head.version, head.features) = try rules.root(marks, prefix: prefix, pieces.line)
  }

  /// The name without the namespace of XES.
  private func element(_ name: String) throws -> String {
    guard !prefix.isEmpty else { return name }
    guard name.hasPrefix(prefix) else { throw unknown(name) }
    return String(name.dropFirst(prefix.count))
  }

  private func unknown(_ name: String) -> XESFault {
    fault("<\(name)> kendes ikke af XES", "<\(name)> is not known to XES")
  }

  private mutating func empty(_ name: String, _ isWhole: Bool) throws {
    guard !isWhole else { return }
    if case .start(let inner, _, _)? = try pieces.next() {
      throw fault("<\(inner)> i <\(name)>, som er tom", "<\(inner)> within <\(name)>, which is empty")
    }
  }

  private mutating func trace(_ isWhole: Bool) throws {
    let line = pieces.line
    var attributes: [CaseLog.Attribute] = []
    var hasEvents = false
    while !isWhole, case .start(let raw, let marks, let isWhole)? = try pieces.next() {
      let name = try element(raw)
      if name == "event" {
        if !hasEvents { try taker.take(trace: attributes, line: line) }
        hasEvents = true
        try rules.none(marks, on: name, pieces.line)
        try event(isWhole, inTrace: true)
        continue
      }
      guard !hasEvents else {
        throw fault(
          "<\(name)> efter en hændelse: det, der gælder sagen, skal stå før dens hændelser",
          "<\(name)> after an event: what a trace has stands before its events")
      }
      let attribute = try attribute(name, marks, isWhole)
      try rules.unique(attribute.key, among: attributes, pieces.line)
      attributes.append(attribute)
    }
    rules.met(attributes)
    if !hasEvents { try taker.take(trace: attributes, line: line) }
  }

  private mutating func event(_ isWhole: Bool, inTrace: Bool) throws {
    let line = pieces.line
    let attributes = isWhole ? [] : try children(of: "event")
    rules.met(attributes)
    try taker.take(event: CaseLog.Event(attributes), inTrace: inTrace, line: line)
  }

  /// The attributes up to the end of the element.
  private mutating func children(of parent: String, depth: Int = 1) throws -> [CaseLog.Attribute] {
    guard depth < Self.deepest else {
      throw fault(
        "over \(Self.deepest) led inden i hinanden", "more than \(Self.deepest) levels within each other")
    }
    var attributes: [CaseLog.Attribute] = []
    while case .start(let raw, let marks, let isWhole)? = try pieces.next() {
      let attribute = try attribute(element(raw), marks, isWhole, in: parent, depth: depth)
      if parent != "values", parent != "list" {
        try rules.unique(attribute.key, among: attributes, pieces.line)
      }
      attributes.append(attribute)
    }
    return attributes
  }

  private mutating func attribute(
    _ name: String, _ marks: [(name: String, value: String)], _ isWhole: Bool, in parent: String = "",
    depth: Int = 1
  ) throws -> CaseLog.Attribute {
    guard let type = CaseLog.AttributeType(rawValue: name) else {
      throw CaseLog.isElement(name)
        ? fault("<\(name)> kan ikke stå her", "<\(name)> cannot stand here") : unknown(name)
    }
    guard type != .values || parent == "list" else {
      throw fault("<values> uden for en <list>", "<values> outside a <list>")
    }
    var attribute = try rules.attribute(type, marks, pieces.line)
    if !isWhole { attribute.attributes = try children(of: name, depth: depth + 1) }
    return attribute
  }
}

extension CaseLog {
  fileprivate static func isElement(_ name: String) -> Bool {
    ["log", "trace", "event", "extension", "global", "classifier"].contains(name)
  }
}

extension XESFault {
  public init(_ fault: ByteSource.Fault, line: Int) {
    switch fault {
    case .cannotOpen(let path):
      self.init(line: 0, danish: "\(path) kan ikke læses", english: "\(path) cannot be read")
    case .damaged:
      self.init(
        line: line, danish: "den pakkede fil er skadet eller slutter for tidligt: hent den igen",
        english: "the compressed file is damaged or ends too early: fetch it again")
    case .tooLong: self.init(line: line, danish: "en værdi er for lang", english: "a value is too long")
    }
  }
}
