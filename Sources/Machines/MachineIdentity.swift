internal import Crypto
internal import Events
internal import Foundation

/// The key pair by which a machine is known: participants' keys are sealed to it, and it seals as no other can.
public struct MachineIdentity: Sendable {
  public let name: String
  let key: Curve25519.KeyAgreement.PrivateKey

  public var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// Draws one.
  public init(_ name: String) {
    self.name = name
    key = Curve25519.KeyAgreement.PrivateKey()
  }

  init?(_ name: String, _ bytes: some ContiguousBytes & Sequence<UInt8>) {
    guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else { return nil }
    (self.name, self.key) = (name, key)
  }

  var privateBytes: [UInt8] { Array(key.rawRepresentation) }
}

/// HPKE (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM, in the mode that authenticates the sender. Who may open is one
/// machine; that it is from one other machine, and for this purpose, is known by opening it.
extension MachineIdentity {
  private static let suite = HPKE.Ciphersuite(
    kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)
  private static let encapsulatedBytes = 32

  private static func info(_ purpose: String, from: String, to: String) -> Data {
    Data("tillid \(purpose) 1\0\(from)\0\(to)".utf8)
  }

  /// - Returns: the encapsulated key, 32 bytes, and what is sealed.
  func seal(_ plain: some DataProtocol, for purpose: String, to peer: Machine) throws(MachinesError)
    -> [UInt8]
  {
    do {
      let theirs = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: peer.publicKey)
      var sender = try HPKE.Sender(
        recipientKey: theirs, ciphersuite: Self.suite,
        info: Self.info(purpose, from: name, to: peer.name), authenticatedBy: key)
      return Array(sender.encapsulatedKey) + Array(try sender.seal(plain))
    } catch { throw .cannotSeal(to: peer.name) }
  }

  func open(_ sealed: [UInt8], for purpose: String, from peer: Machine) throws(MachinesError) -> [UInt8] {
    do {
      let theirs = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: peer.publicKey)
      var recipient = try HPKE.Recipient(
        privateKey: key, ciphersuite: Self.suite, info: Self.info(purpose, from: peer.name, to: name),
        encapsulatedKey: Data(sealed.prefix(Self.encapsulatedBytes)), authenticatedBy: theirs)
      return Array(try recipient.open(Data(sealed.dropFirst(Self.encapsulatedBytes))))
    } catch { throw .doesNotOpen(from: peer.name) }
  }
}

/// Lists of participants' keys: the handle, 16 bytes, and the key, 32, one after another.
extension MachineIdentity {
  private static let entryBytes = 48

  func seal(keys: [(Handle, [UInt8])], to peer: Machine) throws(MachinesError) -> [UInt8] {
    var plain = Data(capacity: keys.count * Self.entryBytes)
    defer { plain.resetBytes(in: 0..<plain.count) }
    for (handle, key) in keys {
      plain.append(contentsOf: handle.bytes)
      plain.append(contentsOf: key)
    }
    return try seal(plain, for: "keys", to: peer)
  }

  func openKeys(_ sealed: [UInt8], from peer: Machine) throws(MachinesError) -> [(Handle, [UInt8])] {
    let plain = try open(sealed, for: "keys", from: peer)
    guard plain.count % Self.entryBytes == 0 else { throw .doesNotOpen(from: peer.name) }
    return stride(from: 0, to: plain.count, by: Self.entryBytes).map { start in
      (Handle(plain.span.bytes, at: start), Array(plain[(start + 16)..<(start + Self.entryBytes)]))
    }
  }
}
