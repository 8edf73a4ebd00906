/// A value in JSON, for texts whose shape is no type of ours.
enum JSON: Encodable, Sendable, Equatable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSON])
  case object([String: JSON])

  func encode(to encoder: any Encoder) throws {
    var one = encoder.singleValueContainer()
    switch self {
    case .text(let text): try one.encode(text)
    case .number(let number): try one.encode(number)
    case .flag(let isSo): try one.encode(isSo)
    case .list(let all): try one.encode(all)
    case .object(let fields): try one.encode(fields)
    }
  }

  /// With these fields beside its own.
  func with(_ more: [String: JSON]) -> JSON {
    guard case .object(let fields) = self else { return self }
    return .object(fields.merging(more) { _, new in new })
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int) { self = .number(number) }
  init(booleanLiteral isSo: Bool) { self = .flag(isSo) }
}

extension JSON: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral all: JSON...) { self = .list(all) }
  init(dictionaryLiteral fields: (String, JSON)...) { self = .object(Dictionary(fields) { _, last in last }) }
}
