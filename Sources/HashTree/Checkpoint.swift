/// The head of a log's tree at one size, as C2SP tlog-checkpoint has it.
public struct Checkpoint: Hashable, Sendable {
  /// Names the log.
  public let origin: String
  /// How many records.
  public let size: UInt64
  public let root: TreeHash

  public init(origin: String, size: UInt64, root: TreeHash) {
    (self.origin, self.size, self.root) = (origin, size, root)
  }

  /// Three lines.
  public var text: String { "\(origin)\n\(size)\n\(root)\n" }

  public func signed(by key: SigningKey) throws(NoteError) -> SignedNote {
    try SignedNote(text, signedBy: key)
  }

  /// Reads the text of a note; lines after the third are let pass, as the format wants it.
  public init(text: String) throws(NoteError) {
    let lines = text.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false).map(
      Substring.init)
    guard text.utf8.last == 0x0A, lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else {
      throw .malformed("checkpoint", reason: "it has fewer than three lines")
    }
    guard let size = UInt64(plain: lines[1]) else {
      throw .malformed("checkpoint", reason: "its second line is no size")
    }
    guard let root = TreeHash(lines[2]) else {
      throw .malformed("checkpoint", reason: "its third line is no root")
    }
    self.init(origin: String(lines[0]), size: size, root: root)
  }

  /// The checkpoint of a note that this key has signed, under the name of the log.
  public init(_ note: SignedNote, by key: VerifierKey) throws(NoteError) {
    try note.check(by: key)
    let checkpoint = try Checkpoint(text: note.text)
    guard checkpoint.origin == key.name else {
      throw .otherLog(origin: checkpoint.origin, expected: key.name)
    }
    self = checkpoint
  }
}

extension UInt64 {
  /// Decimal digits without leading zeros; nil for anything else.
  init?(plain text: Substring) {
    guard let number = UInt64(text), String(number) == text else { return nil }
    self = number
  }
}
