internal import Events
public import Formats

/// What came with an event from elsewhere: the message of `carried` in `body.proto`.
///
/// | field | holds |
/// |---|---|
/// | 1 | number of the case within its source, from 1; absent where it belongs to none |
/// | 2 | attributes, each a message |
/// | 3 | 1 when these are the attributes of the case itself |
/// | 4 | 1 when they are all that the event had where it came from |
public struct Carried: Hashable, Sendable {
  public var number: UInt64
  public var attributes: [CaseLog.Attribute]
  public var isCase: Bool
  public var isWhole: Bool

  public init(
    case number: UInt64, _ attributes: [CaseLog.Attribute], isCase: Bool = false, isWhole: Bool = false
  ) {
    (self.number, self.attributes, self.isCase, self.isWhole) = (number, attributes, isCase, isWhole)
  }

  public var bytes: [UInt8] {
    var writer = WireWriter()
    writer.number(1, number)
    writer.attributes(2, attributes)
    writer.number(3, isCase ? 1 : 0)
    writer.number(4, isWhole ? 1 : 0)
    return writer.bytes
  }

  /// Nil for an event that was told here, and for what cannot be read.
  public init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.init(case: 0, [])
    let span = bytes.span.bytes
    var reader = WireReader(0..<bytes.count)
    do throws(WireError) {
      while let field = try reader.next(in: span) {
        switch field.number {
        case 1: number = field.value
        case 2: attributes.append(try CaseLog.Attribute(field.bytes, span, depth: 0))
        case 3: isCase = field.value != 0
        case 4: isWhole = field.value != 0
        default: break
        }
      }
    } catch { return nil }
  }
}

extension WireWriter {
  /// | field | holds |
  /// |---|---|
  /// | 1 | type, by its place in `AttributeType` |
  /// | 2 | key |
  /// | 3 | value |
  /// | 4 | attributes within it |
  mutating func attributes(_ field: Int, _ attributes: [CaseLog.Attribute]) {
    for attribute in attributes {
      message(field) { inner in
        inner.number(1, CaseLog.AttributeType.allCases.firstIndex(of: attribute.type) ?? 0)
        inner.text(2, attribute.key)
        inner.text(3, attribute.value)
        inner.attributes(4, attribute.attributes)
      }
    }
  }
}

extension CaseLog.Attribute {
  init(_ range: Range<Int>, _ span: RawSpan, depth: Int) throws(WireError) {
    self.init(.string, "")
    guard depth < 128 else { throw WireError(offset: range.lowerBound) }
    var reader = WireReader(range)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1:
        let types = CaseLog.AttributeType.allCases
        guard let place = Int(exactly: field.value), types.indices.contains(place) else {
          throw WireError(offset: field.whole.lowerBound)
        }
        type = types[place]
      case 2: key = span.text(field.bytes)
      case 3: value = span.text(field.bytes)
      case 4: attributes.append(try CaseLog.Attribute(field.bytes, span, depth: depth + 1))
      default: break
      }
    }
  }
}

/// The declarations of a log, as they are kept with the first portion of an import.
extension CaseLog {
  var headBytes: [UInt8] {
    var writer = WireWriter()
    writer.text(1, version)
    writer.text(2, features)
    for item in extensions {
      writer.message(3) { inner in
        inner.text(1, item.name)
        inner.text(2, item.prefix)
        inner.text(3, item.uri)
      }
    }
    for item in globals {
      writer.message(4) { inner in
        inner.text(1, item.scope ?? "")
        inner.attributes(2, item.attributes)
      }
    }
    for item in classifiers {
      writer.message(5) { inner in
        inner.text(1, item.name)
        inner.text(2, item.scope ?? "")
        inner.text(3, item.keys)
      }
    }
    writer.attributes(6, attributes)
    return writer.bytes
  }

  init(head range: Range<Int>, _ span: RawSpan) throws(WireError) {
    self.init()
    version = ""
    var reader = WireReader(range)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1: version = span.text(field.bytes)
      case 2: features = span.text(field.bytes)
      case 3:
        let texts = try span.texts(field.bytes)
        extensions.append(Extension(name: texts[0], prefix: texts[1], uri: texts[2]))
      case 4: globals.append(try Global(field.bytes, span))
      case 5:
        let texts = try span.texts(field.bytes)
        classifiers.append(
          Classifier(name: texts[0], scope: texts[1].isEmpty ? nil : texts[1], keys: texts[2]))
      case 6: attributes.append(try Attribute(field.bytes, span, depth: 0))
      default: break
      }
    }
  }
}

extension CaseLog.Global {
  fileprivate init(_ range: Range<Int>, _ span: RawSpan) throws(WireError) {
    self.init(scope: nil, [])
    var reader = WireReader(range)
    while let field = try reader.next(in: span) {
      switch field.number {
      case 1: scope = span.text(field.bytes)
      case 2: attributes.append(try CaseLog.Attribute(field.bytes, span, depth: 0))
      default: break
      }
    }
  }
}

extension RawSpan {
  /// The texts of fields 1, 2 and 3; empty where they are absent.
  fileprivate func texts(_ range: Range<Int>) throws(WireError) -> [String] {
    var texts = ["", "", ""]
    var reader = WireReader(range)
    while let field = try reader.next(in: self) {
      if (1...3).contains(field.number) { texts[field.number - 1] = text(field.bytes) }
    }
    return texts
  }
}
