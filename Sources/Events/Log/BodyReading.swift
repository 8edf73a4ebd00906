/// How bodies are read, whatever version wrote them.
public enum Body {
  /// The version that is written now.
  public static let schema: UInt64 = 1

  /// The event of an opened body. A body of an older version is upcast while it is read.
  public static func read(_ body: RawSpan, under header: Header) throws(BodyError) -> Event {
    guard let type = header.type else { throw .unknownType(header.typeCode, header.id) }
    let schema: UInt64
    let fields: BodyFields
    do throws(WireError) { schema = try self.schema(of: body) } catch { throw .unreadable(header.id, error) }
    guard schema <= Body.schema else { throw .newer(schema, header.id) }
    do throws(WireError) {
      fields = schema == 0 ? try Schema0.upcast(body) : try BodyFields(body)
    } catch {
      throw .unreadable(header.id, error)
    }
    return try fields.event(type, header)
  }

  private static func schema(of body: RawSpan) throws(WireError) -> UInt64 {
    var reader = WireReader(0..<body.byteCount)
    guard let first = try reader.next(in: body), first.number == 1 else { return 0 }
    return first.value
  }
}

/// Why an opened body is no event. It stops its participant's views, and nothing else.
public enum BodyError: Error, Equatable, CustomStringConvertible {
  case unknownType(UInt8, EventID)
  case newer(UInt64, EventID)
  case unreadable(EventID, WireError)
  case incomplete(EventID, String)
  case beyond(EventID, String)

  public var description: String {
    switch self {
    case .unknownType(let code, let id):
      "event \(id) is of structural type \(code), which this version does not know: install a newer version"
    case .newer(let schema, let id):
      "the body of event \(id) is of version \(schema), newer than \(Body.schema): install a newer version"
    case .unreadable(let id, let error):
      "event \(id): \(error); restore it from a backup, or retract it"
    case .beyond(let id, let what):
      "event \(id) tells a \(what) beyond all that can be meant; restore it from a backup, or retract it"
    case .incomplete(let id, let what):
      "event \(id) lacks its \(what); restore it from a backup, or retract it"
    }
  }
}
