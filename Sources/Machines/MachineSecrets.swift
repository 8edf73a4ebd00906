internal import Events
internal import Crypto
internal import Foundation

/// What a machine needs for its broker and shows to nobody. In the folder it is sealed under the organisation's key,
/// with the machine's private key; in an answer, to the one machine.
public struct MachineSecrets: Sendable {
  /// By which this machine is let in by the hubs' brokers.
  public var password = ""
  /// The organisation's own certificate in PEM; empty without TLS.
  public var authority = ""
  /// This machine's certificate and its key, in PEM.
  public var certificate = ""
  public var certificateKey = ""
  /// From which the passwords of all are derived, 32 bytes; of hubs only.
  public var fleetSecret: [UInt8] = []
  /// The key of the organisation's certificate, in PEM; of hubs only.
  public var authorityKey = ""

  public init() {}

  /// The password of a machine: HKDF-SHA256 of the fleet's secret and the name, 32 bytes in hexadecimal.
  public static func password(of name: String, fleetSecret: [UInt8]) -> String {
    let key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: fleetSecret), info: Data("tillid broker \(name)".utf8),
      outputByteCount: 32)
    return key.withUnsafeBytes { bytes in
      bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
  }

  func write(to writer: inout WireWriter) {
    writer.text(1, password)
    writer.text(2, authority)
    writer.text(3, certificate)
    writer.text(4, certificateKey)
    writer.data(5, fleetSecret)
    writer.text(6, authorityKey)
  }

  init(_ range: Range<Int>, _ bytes: RawSpan) throws(WireError) {
    var reader = WireReader(range)
    while let field = try reader.next(in: bytes) {
      switch field.number {
      case 1: password = bytes.text(field.bytes)
      case 2: authority = bytes.text(field.bytes)
      case 3: certificate = bytes.text(field.bytes)
      case 4: certificateKey = bytes.text(field.bytes)
      case 5: fleetSecret = bytes.array(field.bytes)
      case 6: authorityKey = bytes.text(field.bytes)
      default: break
      }
    }
  }
}

/// What is sealed in an answer.
struct Grant {
  var organisationKey: [UInt8] = []
  var secrets = MachineSecrets()
  var hubs: [MachineSettings.Hub] = []

  var bytes: [UInt8] {
    var writer = WireWriter()
    writer.data(1, organisationKey)
    writer.message(2) { secrets.write(to: &$0) }
    for hub in hubs {
      writer.message(3) {
        $0.text(1, hub.name)
        for address in hub.addresses { $0.element(2, text: address) }
        $0.text(3, hub.key ?? "")
      }
    }
    return writer.bytes
  }

  init() {}

  init(_ all: [UInt8]) throws(WireError) {
    let bytes = all.span.bytes
    var reader = WireReader(0..<all.count)
    while let field = try reader.next(in: bytes) {
      switch field.number {
      case 1: organisationKey = bytes.array(field.bytes)
      case 2: secrets = try MachineSecrets(field.bytes, bytes)
      case 3: hubs.append(try Self.hub(field.bytes, bytes))
      default: break
      }
    }
  }

  private static func hub(_ range: Range<Int>, _ bytes: RawSpan) throws(WireError) -> MachineSettings.Hub {
    var hub = MachineSettings.Hub("", [], key: [])
    var reader = WireReader(range)
    while let field = try reader.next(in: bytes) {
      switch field.number {
      case 1: hub.name = bytes.text(field.bytes)
      case 2: hub.addresses.append(bytes.text(field.bytes))
      case 3: hub.key = bytes.text(field.bytes)
      default: break
      }
    }
    return hub
  }
}
