/// A machine of the organisation, as the others know it.
public struct Machine: Hashable, Sendable {
  /// Codes are stored and never reused.
  public enum Role: UInt8, CaseIterable, Sendable, CustomStringConvertible {
    /// Keeps the whole log; three of them carry the stream.
    case hub = 1
    /// Works alone for weeks, and gives what it has when it meets a hub.
    case van = 2
    /// Keeps the participants and stops of its region.
    case region = 3

    public var description: String {
      switch self {
      case .hub: "hub"
      case .van: "van"
      case .region: "region"
      }
    }
  }

  /// Unique among the organisation's machines: lower-case letters, digits and hyphens, at most 32.
  public var name: String
  public var role: Role
  /// Of which participants and stops it keeps; empty for all.
  public var region: String
  /// Under which it writes events; zero until it has told. A machine that was restored tells a new one.
  public var origin: UInt64
  /// X25519, 32 bytes: keys of participants are sealed to it.
  public var publicKey: [UInt8]
  /// Where others reach it, `host:port`; of hubs only.
  public var addresses: [String]

  public init(
    _ name: String, _ role: Role, region: String = "", origin: UInt64, publicKey: [UInt8],
    addresses: [String] = []
  ) {
    (self.name, self.role, self.region) = (name, role, region)
    (self.origin, self.publicKey, self.addresses) = (origin, publicKey, addresses)
  }

  public static let publicKeyBytes = 32
}

extension Machine {
  func write(to writer: inout WireWriter) {
    writer.text(1, name)
    writer.number(2, UInt64(role.rawValue))
    writer.text(3, region)
    writer.number(4, origin)
    writer.data(5, publicKey)
    for address in addresses { writer.element(6, text: address) }
  }

  init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    self.init("", .van, origin: 0, publicKey: [])
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: name = body.text(part.bytes)
      case 2: role = UInt8(exactly: part.value).flatMap(Role.init(rawValue:)) ?? .van
      case 3: region = body.text(part.bytes)
      case 4: origin = part.value
      case 5: publicKey = body.array(part.bytes)
      case 6: addresses.append(body.text(part.bytes))
      default: break
      }
    }
  }
}
