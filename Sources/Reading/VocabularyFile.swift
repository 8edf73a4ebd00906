import CVocabulary
public import Events

/// A vocabulary with the text it was read from. The text is what is adopted and what is hashed: the same
/// bytes are the same vocabulary.
public struct VocabularyFile: Sendable {
  public let text: String
  public let vocabulary: Vocabulary
  let forms: PhraseForms

  /// Reads a vocabulary. Throws all problems at once, each with its line.
  public init(_ text: String) throws(VocabularyError) {
    var parser = VocabularyParser()
    vocabulary = try parser.read(text)
    forms = parser.forms
    self.text = text
  }

  /// Reads a vocabulary that has been found right before, as every adopted one was: its phrases are not compared
  /// with one another again, which takes longer than all else.
  public init(checked text: String) throws(VocabularyError) {
    var parser = VocabularyParser()
    vocabulary = try parser.read(text, isChecked: true)
    forms = parser.forms
    self.text = text
  }

  /// What may stand so, and is probably not meant.
  public func warnings() -> [VocabularyWarning] { PhraseCover.warnings(vocabulary, forms) }

  /// The UTF-8 of the text, for hashing and for the log.
  public var bytes: [UInt8] { Array(text.utf8) }

  /// The vocabulary that the program was built with.
  public static func standard() throws(VocabularyError) -> VocabularyFile {
    let bytes = UnsafeBufferPointer(start: default_vocabulary(), count: default_vocabulary_size())
    return try VocabularyFile(checked: String(decoding: bytes, as: UTF8.self))
  }
}
