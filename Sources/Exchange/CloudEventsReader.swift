public import Events
internal import Formats
internal import Foundation

/// An event of CloudEvents 1.0, structured, in JSON.
public struct ReceivedEvent: Sendable {
  /// From 1; in a batch, the place of the event.
  public var line: Int
  public var raw: [UInt8]
  public var id = ""
  public var source = ""
  public var type = ""
  public var subject = ""
  public var time: String?
  /// Attributes of the context that are extensions, and the data, flattened: `data.place`.
  var attributes: [CaseLog.Attribute] = []
  /// Our own event, whole.
  public var own: Event?

  public func value(_ keys: String...) -> String {
    for key in keys {
      if let found = attributes.first(where: { $0.key == "data." + key }) { return found.value }
    }
    return ""
  }
}

/// Reads JSON Lines, a line at a time, or a batch: one array.
public struct CloudEventsReader {
  public static let longestLine = 8 << 20
  /// A batch is held whole; more than this is told as lines.
  public static let longestBatch = 256 << 20

  private let source: ByteSource
  private let path: String
  private var batch: [[UInt8]]?
  private var place = 0
  private var isBegun = false

  public init(path: String) throws {
    source = try Opened.source(path)
    self.path = path
  }

  public init(_ bytes: [UInt8]) {
    source = ByteSource(bytes)
    path = ""
  }

  public var consumed: Int { source.consumed }

  public enum Row {
    case event(ReceivedEvent)
    case bad(RowFault, raw: [UInt8])
  }

  /// Nil at the end.
  public mutating func next() throws -> Row? {
    do {
      if !isBegun { try begin() }
      if let batch {
        guard place < batch.count else { return nil }
        place += 1
        return Self.row(batch[place - 1], place)
      }
      while try source.peek() != nil {
        var bytes: [UInt8] = []
        let line = source.line
        _ = try source.take(until: { $0 == 10 }, into: &bytes, limit: Self.longestLine)
        if bytes.last == 13 { bytes.removeLast() }
        if bytes.allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
        return Self.row(bytes, line)
      }
      return nil
    } catch let fault as ByteSource.Fault {
      throw ExchangeError(XESFault(fault, line: source.line), path: path)
    }
  }

  private mutating func begin() throws {
    isBegun = true
    if try source.peek() == 0xEF { for _ in 0..<3 { _ = try source.next() } }
    guard try source.peek() == UInt8(ascii: "[") else { return }
    var bytes: [UInt8] = []
    _ = try source.take(until: { _ in false }, into: &bytes, limit: Self.longestBatch)
    // What JSON it is not is said with the line; the parser's own words name no place.
    guard let list = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [Any] else {
      throw ExchangeError.fault(
        path: path, RowFault(line: 1, danish: "det er ingen liste i JSON", english: "it is no list in JSON"))
    }
    batch = try list.map {
      Array(try JSONSerialization.data(withJSONObject: $0, options: [.sortedKeys, .fragmentsAllowed]))
    }
  }

  private static func row(_ bytes: [UInt8], _ line: Int) -> Row {
    do throws(ReceivedRefusal) { return .event(try ReceivedEvent(bytes, line)) } catch {
      return .bad(RowFault(line: line, danish: error.danish, english: error.english), raw: bytes)
    }
  }
}

struct ReceivedRefusal: Error {
  let danish, english: String
  init(_ danish: String, _ english: String) { (self.danish, self.english) = (danish, english) }
}

extension ReceivedEvent {
  fileprivate init(_ bytes: [UInt8], _ line: Int) throws(ReceivedRefusal) {
    (self.line, raw) = (line, bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw ReceivedRefusal("linjen er ikke UTF-8", "the line is not UTF-8")
    }
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
      throw ReceivedRefusal("linjen er intet objekt i JSON", "the line is no object in JSON")
    }
    func demanded(_ key: String) throws(ReceivedRefusal) -> String {
      guard let text = object[key] as? String, !text.isEmpty else {
        throw ReceivedRefusal("‘\(key)’ mangler", "‘\(key)’ is missing")
      }
      return text
    }
    let version = try demanded("specversion")
    guard version == "1.0" else {
      throw ReceivedRefusal(
        "specversion er \(version.prefix(20)), ikke 1.0", "specversion is \(version.prefix(20)), not 1.0")
    }
    (id, source, type) = (try demanded("id"), try demanded("source"), try demanded("type"))
    subject = object["subject"] as? String ?? ""
    if let said = object["time"] {
      guard let text = said as? String, let read = XESTime(text), read.offset != nil else {
        throw ReceivedRefusal(
          "‘time’ er intet tidspunkt efter RFC 3339", "‘time’ is no time by RFC 3339")
      }
      time = text
    }
    guard object["data"] == nil || object["data_base64"] == nil else {
      throw ReceivedRefusal("både ‘data’ og ‘data_base64’", "both ‘data’ and ‘data_base64’")
    }
    try takeData(object)
    if let body = object["tillidbody"] as? String { own = try Self.own(body, object, self) }
  }

  private mutating func takeData(_ object: [String: Any]) throws(ReceivedRefusal) {
    let context: Set = [
      "specversion", "id", "source", "type", "subject", "time", "data", "data_base64", "tillidbody",
    ]
    for key in object.keys.sorted() where !context.contains(key) {
      guard key.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) }),
        !(object[key] is [String: Any])
      else { throw ReceivedRefusal("‘\(key)’ kan ikke være en udvidelse", "‘\(key)’ cannot be an extension") }
      attributes += Self.flat(key, object[key] as Any)
    }
    if let data = object["data"] { attributes += Self.flat("data", data) }
    if let coded = object["data_base64"] {
      guard let text = coded as? String, let data = Data(base64Encoded: text) else {
        throw ReceivedRefusal("‘data_base64’ er ikke base64", "‘data_base64’ is not base64")
      }
      // Data need not be JSON: then it is text, or bytes.
      if let inner = try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed) {
        attributes += Self.flat("data", inner)
      } else if let plain = String(validating: data, as: UTF8.self) {
        attributes.append(CaseLog.Attribute(.string, "data", plain))
      } else {
        attributes.append(CaseLog.Attribute(.string, "data_base64", text))
      }
    }
  }

  private static func flat(_ key: String, _ value: Any, depth: Int = 0) -> [CaseLog.Attribute] {
    switch value {
    case let fields as [String: Any] where depth < 32:
      return fields.keys.sorted().flatMap { flat("\(key).\($0)", fields[$0] as Any, depth: depth + 1) }
    case let list as [Any] where depth < 32:
      return list.enumerated().flatMap { flat("\(key).\($0.offset)", $0.element, depth: depth + 1) }
    case let text as String: return [CaseLog.Attribute(.string, key, text)]
    case let number as NSNumber:
      if [99, 66].contains(number.objCType.pointee) {  // “c”, “B”: true or false
        return [CaseLog.Attribute(.boolean, key, number.boolValue ? "true" : "false")]
      }
      let text = number.stringValue
      return [CaseLog.Attribute(Int64(text) == nil ? .float : .int, key, text)]
    default: return []
    }
  }

  /// What the case was called is told for others, and stands with the case.
  private static func withoutCaseName(_ object: [String: Any]) -> NSDictionary {
    var object = object
    if var data = object["data"] as? [String: Any], data.removeValue(forKey: "caseName") is String {
      object["data"] = data
    }
    return object as NSDictionary
  }

  /// The event of its own body, which must be what the rest of the object tells.
  private static func own(
    _ body: String, _ object: [String: Any], _ received: ReceivedEvent
  ) throws(ReceivedRefusal) -> Event {
    let broken = ReceivedRefusal("‘tillidbody’ kan ikke læses", "‘tillidbody’ cannot be read")
    guard let bytes = Data(base64Encoded: body).map(Array.init), let id = EventID(received.id),
      let type = EventType.allCases.first(where: { "tillid.\($0)" == received.type }),
      let handle = received.subject.isEmpty ? .organisation : Handle(received.subject)
    else { throw broken }
    let header = Header(type: type, handle: handle, id: id)
    // Whichever byte is wrong, the row is refused by its number.
    guard let event = try? Body.read(bytes.span.bytes, under: header), event.body == bytes else {
      throw broken
    }
    guard let again = try? JSONEncoder().encode(CloudEvent(event)),
      let told = try? JSONSerialization.jsonObject(with: again) as? NSDictionary,
      told.isEqual(Self.withoutCaseName(object))
    else {
      throw ReceivedRefusal(
        "‘data’ og ‘tillidbody’ siger ikke det samme: hændelsen er rettet i; ret den i stedet med tillid correct",
        "‘data’ and ‘tillidbody’ do not say the same: the event was edited; correct it with tillid correct instead"
      )
    }
    return event
  }
}
