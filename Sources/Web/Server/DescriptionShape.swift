@_spi(Reflection) internal import Swift

/// The shapes of answers, read from the types that are encoded: their stored properties are their fields.
struct Shapes {
  /// By the name of the type; a shape that holds itself names itself.
  private(set) var named: [String: JSON] = [:]

  mutating func shape(of type: any Any.Type) -> JSON {
    if let plain = type as? any Shaped.Type { return plain.shape(in: &self) }
    let name = Shapes.name(of: type)
    if named[name] == nil {
      named[name] = [:]
      named[name] = object(type)
    }
    return ["$ref": .text("#/components/schemas/\(name)")]
  }

  /// What is not there is left out, so an optional property is one that may be missing.
  private mutating func object(_ type: any Any.Type) -> JSON {
    var properties: [String: JSON] = [:]
    var needed: [JSON] = []
    for (name, type) in Shapes.properties(of: type) {
      properties[name] = shape(of: type)
      if !(type is any MaybeShaped.Type) { needed.append(.text(name)) }
    }
    return ["type": "object", "properties": .object(properties), "required": .list(needed)]
  }

  private static func properties(of type: any Any.Type) -> [(name: String, type: any Any.Type)] {
    var all: [(name: String, type: any Any.Type)] = []
    _ = unsafe _forEachField(of: type) { name, _, type, _ in
      all.append((unsafe String(cString: name), type))
      return true
    }
    return all
  }

  /// `Web.Lines.Chip` is `Lines.Chip`; what a generic type was made for belongs to its name.
  private static func name(of type: any Any.Type) -> String {
    String(reflecting: type).split(separator: ".").dropFirst().joined(separator: ".")
      .replacing(/[^A-Za-z0-9.]+/, with: "-")
  }
}

/// What is a value in JSON by itself.
private protocol Shaped {
  static func shape(in shapes: inout Shapes) -> JSON
}

private protocol MaybeShaped: Shaped {}

extension String: Shaped { fileprivate static func shape(in _: inout Shapes) -> JSON { ["type": "string"] } }
extension Bool: Shaped { fileprivate static func shape(in _: inout Shapes) -> JSON { ["type": "boolean"] } }
extension Double: Shaped { fileprivate static func shape(in _: inout Shapes) -> JSON { ["type": "number"] } }

extension Shaped where Self: FixedWidthInteger {
  fileprivate static func shape(in _: inout Shapes) -> JSON { ["type": "integer"] }
}
extension Int: Shaped {}
extension Int32: Shaped {}
extension Int64: Shaped {}
extension UInt8: Shaped {}
extension UInt32: Shaped {}
extension UInt64: Shaped {}

extension Optional: MaybeShaped, Shaped {
  fileprivate static func shape(in shapes: inout Shapes) -> JSON { shapes.shape(of: Wrapped.self) }
}
extension Array: Shaped {
  fileprivate static func shape(in shapes: inout Shapes) -> JSON {
    ["type": "array", "items": shapes.shape(of: Element.self)]
  }
}
extension Dictionary: Shaped {
  fileprivate static func shape(in shapes: inout Shapes) -> JSON {
    ["type": "object", "additionalProperties": shapes.shape(of: Value.self)]
  }
}
