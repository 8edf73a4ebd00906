public import Events

/// The names and aliases by which a person is known, in the order in which they were given. It needs no
/// consent of its own: without it nobody could be found who wants to say no.
public struct Names: StoryProjection {
  public static let name = "names"
  public static let version: UInt32 = 1
  public static let needs: Purpose? = nil
  public static let reads = false
  public static let listens: EventTypes = [.nameGiven]

  public private(set) var given: [GivenName] = []

  public init() {}

  public var isEmpty: Bool { given.isEmpty }

  /// The name to show: the last proper name, or the last alias. Empty when none was given.
  public var shown: String { (given.last { !$0.isAlias } ?? given.last)?.name ?? "" }

  /// Every name once, for finding whom a line is about.
  public var all: [String] {
    var seen: Set<String> = []
    return given.map(\.name).filter { seen.insert($0).inserted }
  }

  public mutating func fold(_ entry: Entry) {
    guard case .nameGiven(let name, let isAlias) = entry.event.content, !name.isEmpty else { return }
    given.append(GivenName(name, isAlias: isAlias, told: Told(entry)))
  }

  public mutating func name(_ shown: (Line) -> String) {}
}

extension Names {
  public func write(to writer: inout WireWriter) { writer.parts(1, given) }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { given.append(try GivenName(span, field.bytes)) }
  }
}

/// A name as it was given.
public struct GivenName: Hashable, Sendable, Encodable {
  public var name = ""
  public var isAlias = false
  public var told = Told()

  public init() {}

  init(_ name: String, isAlias: Bool, told: Told) {
    (self.name, self.isAlias, self.told) = (name, isAlias, told)
  }
}

extension GivenName: Stored {
  public func write(to writer: inout WireWriter) {
    writer.text(1, name)
    writer.number(2, isAlias ? 1 : 0)
    writer.part(3, told)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: name = span.text(field.bytes)
    case 2: isAlias = field.value != 0
    case 3: told = try Told(span, field.bytes)
    default: break
    }
  }
}
