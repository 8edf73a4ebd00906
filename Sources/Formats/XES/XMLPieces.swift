/// A tag of an XML file.
enum XMLPiece {
  /// `isWhole` when it ends at once: `<event/>`.
  case start(name: String, attributes: [(name: String, value: String)], isWhole: Bool)
  case end(name: String)
}

/// Reads tags one after another and checks that the file is well-formed (XML 1.0, fifth edition), as far as a file
/// without a document type can be. Between tags only blanks, comments and instructions may stand: XES has no text.
///
/// A document type is refused with all that it could define, so no entity is ever looked up or grows.
struct XMLPieces {
  static let longestValue = 1 << 20
  private static let mostAttributes = 64

  private let source: ByteSource
  private var open: [String] = []
  private var hasRoot = false
  private var room: [UInt8] = []
  /// Of the tag that was read last: where it begins.
  private(set) var line = 1

  init(_ source: ByteSource) throws {
    self.source = source
    try start()
  }

  func fault(_ danish: String, _ english: String) -> XESFault {
    XESFault(line: source.line, danish: danish, english: english)
  }

  /// Nil at the end of the file, when all is closed.
  mutating func next() throws -> XMLPiece? {
    while let byte = try source.next() {
      line = source.line
      if byte == UInt8(ascii: "<") {
        if let piece = try tag() { return piece }
      } else if !byte.isBlank {
        throw fault("tekst uden for alle tags", "text outside all tags")
      }
    }
    if let last = open.last {
      throw fault("filen ender, før <\(last)> er lukket", "the file ends before <\(last)> is closed")
    }
    guard hasRoot else { throw fault("filen er tom", "the file is empty") }
    return nil
  }

  /// A mark of the encoding, which may be that of UTF-8 alone.
  private func start() throws {
    guard let first = try source.peek() else { throw fault("filen er tom", "the file is empty") }
    if first == 0xFE || first == 0xFF || first == 0 {
      throw fault(
        "filen er i UTF-16 eller UTF-32: gem den som UTF-8",
        "the file is in UTF-16 or UTF-32: save it as UTF-8")
    }
    guard first == 0xEF else { return }
    for mark: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try source.next() == mark else { throw fault("filen er ikke UTF-8", "the file is not UTF-8") }
    }
  }

  /// After `<`; nil for a comment or an instruction.
  private mutating func tag() throws -> XMLPiece? {
    switch try source.peek() {
    case UInt8(ascii: "?"):
      try instruction()
      return nil
    case UInt8(ascii: "!"):
      try remark()
      return nil
    case UInt8(ascii: "/"):
      _ = try source.next()
      return try endTag()
    default: return try startTag()
    }
  }

  private mutating func startTag() throws -> XMLPiece {
    if open.isEmpty, hasRoot {
      throw fault("der er mere end ét yderste element", "there is more than one root")
    }
    let name = try self.name()
    var attributes: [(name: String, value: String)] = []
    while true {
      let hadBlank = try skipBlanks()
      switch try source.peek() {
      case UInt8(ascii: ">"):
        _ = try source.next()
        hasRoot = true
        open.append(name)
        return .start(name: name, attributes: attributes, isWhole: false)
      case UInt8(ascii: "/"):
        _ = try source.next()
        guard try source.next() == UInt8(ascii: ">") else { throw broken(name) }
        hasRoot = true
        return .start(name: name, attributes: attributes, isWhole: true)
      default:
        guard hadBlank, attributes.count < Self.mostAttributes else { throw broken(name) }
        attributes.append(try attribute(of: name, attributes))
      }
    }
  }

  private func broken(_ name: String) -> XESFault {
    fault("tagget <\(name)> er ikke skrevet rigtigt", "the tag <\(name)> is not well-formed")
  }

  private mutating func attribute(
    of tag: String, _ others: [(name: String, value: String)]
  ) throws -> (name: String, value: String) {
    let name = try self.name()
    _ = try skipBlanks()
    guard try source.next() == UInt8(ascii: "=") else { throw broken(tag) }
    _ = try skipBlanks()
    guard let quote = try source.next(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw fault("værdien af ‘\(name)’ står ikke i anførselstegn", "the value of ‘\(name)’ is not quoted")
    }
    guard !others.contains(where: { $0.name == name }) else {
      throw fault("‘\(name)’ står to gange i <\(tag)>", "‘\(name)’ stands twice in <\(tag)>")
    }
    return (name, try value(quote, of: name))
  }

  private mutating func value(_ quote: UInt8, of name: String) throws -> String {
    room.removeAll(keepingCapacity: true)
    while true {
      let end = try taken(name) {
        $0 == quote || $0 == UInt8(ascii: "&") || $0 < 0x20 || $0 == UInt8(ascii: "<")
      }
      switch end {
      case quote:
        guard let text = String(validating: room, as: UTF8.self) else {
          throw fault("værdien af ‘\(name)’ er ikke UTF-8", "the value of ‘\(name)’ is not UTF-8")
        }
        return text
      case UInt8(ascii: "&"): try reference()
      case 9, 10, 13: room.append(0x20)
      case UInt8(ascii: "<"):
        throw fault("‘<’ i værdien af ‘\(name)’: skriv &lt;", "‘<’ in the value of ‘\(name)’: write &lt;")
      case .some:
        throw fault("et styretegn i værdien af ‘\(name)’", "a control character in the value of ‘\(name)’")
      case nil:
        throw fault("filen ender midt i værdien af ‘\(name)’", "the file ends within the value of ‘\(name)’")
      }
    }
  }

  private mutating func taken(_ name: String, _ isEnd: (UInt8) -> Bool) throws -> UInt8? {
    do throws(ByteSource.Fault) {
      return try source.take(until: isEnd, into: &room, limit: Self.longestValue)
    } catch {
      guard error == .tooLong else { throw error }
      throw fault("værdien af ‘\(name)’ er over 1 MB", "the value of ‘\(name)’ is longer than 1 MB")
    }
  }

  /// After `&`: one of the five that XML knows, or a character by its number.
  private mutating func reference() throws {
    var name: [UInt8] = []
    while let byte = try source.next(), byte != UInt8(ascii: ";") {
      guard name.count < 10, byte.isNamePart || byte == UInt8(ascii: "#") else {
        throw fault("et ‘&’ står alene: skriv &amp;", "a ‘&’ stands alone: write &amp;")
      }
      name.append(byte)
    }
    let text = String(decoding: name, as: UTF8.self)
    switch text {
    case "amp": room.append(UInt8(ascii: "&"))
    case "lt": room.append(UInt8(ascii: "<"))
    case "gt": room.append(UInt8(ascii: ">"))
    case "quot": room.append(UInt8(ascii: "\""))
    case "apos": room.append(UInt8(ascii: "'"))
    default:
      guard let scalar = Self.character(text) else {
        throw fault("&\(text); er ukendt", "&\(text); is unknown")
      }
      room += Array(String(Character(scalar)).utf8)
    }
  }

  /// `#229`, `#xE5`.
  private static func character(_ text: String) -> Unicode.Scalar? {
    let number: UInt32? =
      if text.hasPrefix("#x") { UInt32(text.dropFirst(2), radix: 16) } else if text.hasPrefix("#") {
        UInt32(text.dropFirst())
      } else { nil }
    guard let number, number >= 0x20 || [9, 10, 13].contains(number), number != 0xFFFE, number != 0xFFFF,
      !text.contains("+"), !text.contains("-")
    else { return nil }
    return Unicode.Scalar(number)
  }

  private mutating func endTag() throws -> XMLPiece {
    let name = try self.name()
    _ = try skipBlanks()
    guard try source.next() == UInt8(ascii: ">") else { throw broken(name) }
    guard let last = open.popLast(), last == name else {
      throw fault("</\(name)> lukker noget, der ikke er åbent", "</\(name)> closes what is not open")
    }
    return .end(name: name)
  }

  /// After `<`: `?xml … ?>`, or any other instruction, which is passed over.
  private mutating func instruction() throws {
    room.removeAll(keepingCapacity: true)
    repeat {
      guard try taken("?", { $0 == UInt8(ascii: ">") }) != nil else {
        throw fault("filen ender midt i ‘<?’", "the file ends within ‘<?’")
      }
    } while room.last != UInt8(ascii: "?")
    let text = String(decoding: room, as: UTF8.self)
    guard text.hasPrefix("?xml "), let place = text.firstRange(of: "encoding") else { return }
    let rest = text[place.upperBound...].drop { " =\t\n\r".contains($0) }
    let encoding = rest.dropFirst().prefix { $0 != "\"" && $0 != "'" }
    guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding.lowercased()) else {
      throw fault(
        "filen siger, at den er i \(encoding): gem den som UTF-8",
        "the file says it is in \(encoding): save it as UTF-8")
    }
  }

  /// After `<`: a comment; anything else that begins so is refused.
  private mutating func remark() throws {
    var head: [UInt8] = []
    for _ in 0..<3 { if let byte = try source.next() { head.append(byte) } }
    guard head == Array("!--".utf8) else {
      throw head == Array("!DO".utf8)
        ? fault(
          "filen har en dokumenttype (DOCTYPE), som kan hente og vokse: tag den ud",
          "the file has a document type (DOCTYPE), which can fetch and grow: take it out")
        : fault("tekst uden for alle tags", "text outside all tags")
    }
    var last: (UInt8, UInt8) = (0, 0)
    while let byte = try source.next() {
      if byte == UInt8(ascii: ">"), last == (UInt8(ascii: "-"), UInt8(ascii: "-")) { return }
      last = (last.1, byte)
    }
    throw fault("filen ender midt i en kommentar", "the file ends within a comment")
  }

  private func skipBlanks() throws -> Bool {
    var found = false
    while let byte = try source.peek(), byte.isBlank {
      _ = try source.next()
      found = true
    }
    return found
  }

  private func name() throws -> String {
    var bytes: [UInt8] = []
    while let byte = try source.peek(), byte.isNamePart {
      bytes.append(byte)
      _ = try source.next()
      guard bytes.count <= 256 else { throw fault("et navn er for langt", "a name is too long") }
    }
    guard let first = bytes.first, !(48...57).contains(first), first != UInt8(ascii: "-"),
      first != UInt8(ascii: "."), let name = String(validating: bytes, as: UTF8.self)
    else { throw fault("her skulle der stå et navn", "a name should stand here") }
    return name
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 10 || self == 9 || self == 13 }

  fileprivate var isNamePart: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 48...58, 0x80...: true
    case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
