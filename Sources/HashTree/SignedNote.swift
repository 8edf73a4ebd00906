/// Text with signatures under it, as C2SP signed-note has it.
public struct SignedNote: Hashable, Sendable {
  /// Ends in a newline.
  public let text: String
  public private(set) var signatures: [Signature]

  public struct Signature: Hashable, Sendable {
    public let name: String
    /// See `VerifierKey.id`.
    public let keyID: UInt32
    public let bytes: [UInt8]
  }

  /// - Parameter text: of whole lines, without control characters.
  public init(_ text: String, signedBy key: SigningKey) throws(NoteError) {
    guard text.hasSuffix("\n"), SignedNote.isClean(text) else {
      throw .malformed("note", reason: "its text is not of whole lines")
    }
    self.text = text
    let signature = try key.signature(of: text)
    signatures = [Signature(name: key.verifier.name, keyID: key.verifier.id, bytes: signature)]
  }

  /// Throws unless the key is among those that have signed, and every signature of it fits. Others' are let
  /// pass unread.
  public func check(by key: VerifierKey) throws(NoteError) {
    let ours = signatures.filter { $0.name == key.name && $0.keyID == key.id }
    guard !ours.isEmpty else { throw .unsigned(name: key.name) }
    for signature in ours {
      guard try key.fits(signature.bytes, text) else { throw .badSignature(name: key.name) }
    }
  }

  static func isName(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && isClean(name)
      && !name.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "+" }
  }

  private static func isClean(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
  }
}

extension SignedNote: CustomStringConvertible {
  /// The whole note.
  public var description: String {
    text + "\n" + signatures.map { "— \($0.name) \(($0.keyID.bytes + $0.bytes).base64)\n" }.joined()
  }

  /// The note that `description` writes. Nothing of it is to be believed before `check`.
  public init(_ note: String) throws(NoteError) {
    let bytes = Array(note.utf8)
    guard SignedNote.isClean(note), bytes.last == 0x0A,
      let gap = bytes.indices.dropFirst().last(where: { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A })
    else { throw .malformed("signed note", reason: "it has no lines of signatures after an empty line") }
    text = String(decoding: bytes[..<gap], as: UTF8.self)
    signatures = []
    for line in bytes[(gap + 1)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false) {
      signatures.append(try Signature(line: String(decoding: line, as: UTF8.self)))
    }
  }
}

extension SignedNote.Signature {
  fileprivate init(line: String) throws(NoteError) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "—", SignedNote.isName(parts[1]),
      let bytes = [UInt8](base64: parts[2]), bytes.count > 4
    else { throw .malformed("signed note", reason: "a line of its signatures cannot be read") }
    name = String(parts[1])
    keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    self.bytes = Array(bytes.dropFirst(4))
  }
}

extension UInt32 {
  fileprivate var bytes: [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * UInt32($0))) }
  }
}
