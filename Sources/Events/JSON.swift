/// How the values of the domain are written for machines: as their plain text.
public protocol PlainText: Encodable, CustomStringConvertible {}

extension PlainText {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Handle: PlainText {}
extension EventID: PlainText {}
extension Day: PlainText {}
extension Month: PlainText {}
extension Week: PlainText {}
extension When: PlainText {}
extension Moment: PlainText {}

extension Kind: Encodable {
  public func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }
}

extension Mode: Encodable {
  public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

extension Purpose: Encodable {
  public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

extension Days: Encodable {
  public func encode(to encoder: any Encoder) throws { try count.encode(to: encoder) }
}

extension Line: Encodable {
  public func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}
