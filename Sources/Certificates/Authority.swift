internal import Crypto
internal import Foundation
internal import SwiftASN1
internal import X509

/// The organisation's own authority: by its certificate a machine knows the broker of another. Hubs have its key.
public struct Authority: Sendable {
  /// In PEM; every machine has it.
  public let certificate: String
  /// In PEM.
  public let key: String

  /// A certificate and its key, both in PEM.
  public struct Issued: Hashable, Sendable {
    public let certificate: String
    public let key: String
  }

  public init(certificate: String, key: String) { (self.certificate, self.key) = (certificate, key) }

  /// A new one, under a key of its own.
  public static func make(organisation: String) throws -> Authority {
    let key = P256.Signing.PrivateKey()
    let name = try DistinguishedName { CommonName(organisation) }
    let certificate = try Certificate.signed(
      name, by: name, key: Certificate.PrivateKey(key), for: Certificate.PublicKey(key.publicKey)
    ) {
      Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
      Critical(KeyUsage(keyCertSign: true, cRLSign: true))
      SubjectKeyIdentifier(hash: Certificate.PublicKey(key.publicKey))
    }
    return Authority(certificate: try certificate.serializeAsPEM().pemString, key: key.pemRepresentation)
  }

  /// For the broker of a machine, which is known by its name, by loopback, and at these hosts: names or addresses.
  public func issue(_ machine: String, hosts: [String] = []) throws -> Issued {
    let ours = try Certificate(pemEncoded: certificate)
    let key = P256.Signing.PrivateKey()
    let names = Set([machine, "localhost", "127.0.0.1", "::1"] + hosts).sorted().map(GeneralName.init(host:))
    let issued = try Certificate.signed(
      DistinguishedName { CommonName(machine) }, by: ours.subject,
      key: Certificate.PrivateKey(pemEncoded: self.key),
      for: Certificate.PublicKey(key.publicKey)
    ) {
      Critical(BasicConstraints.notCertificateAuthority)
      Critical(KeyUsage(digitalSignature: true))
      try ExtendedKeyUsage([.serverAuth, .clientAuth])
      SubjectAlternativeNames(names)
      AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: ours.publicKey).keyIdentifier)
    }
    return Issued(certificate: try issued.serializeAsPEM().pemString, key: key.pemRepresentation)
  }
}

extension Certificate {
  /// From 2020 to 2120: who may come in is said by list and password, and the clock of a van that stood in a barn
  /// may show any year.
  fileprivate static func signed(
    _ subject: DistinguishedName, by issuer: DistinguishedName, key: PrivateKey, for publicKey: PublicKey,
    @ExtensionsBuilder _ extensions: () throws -> Result<Extensions, any Error>
  ) throws -> Certificate {
    try Certificate(
      version: .v3, serialNumber: SerialNumber(), publicKey: publicKey,
      notValidBefore: Date(timeIntervalSince1970: 1_577_836_800),
      notValidAfter: Date(timeIntervalSince1970: 4_733_510_400), issuer: issuer, subject: subject,
      signatureAlgorithm: .ecdsaWithSHA256, extensions: Extensions(builder: extensions), issuerPrivateKey: key
    )
  }
}

extension GeneralName {
  /// An address, or else a name.
  fileprivate init(host: String) {
    self = addressBytes(host).map { .ipAddress(ASN1OctetString(contentBytes: $0[...])) } ?? .dnsName(host)
  }
}
