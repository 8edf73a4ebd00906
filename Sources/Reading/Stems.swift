import CStemmer
import Events

/// The Danish and the English stemmer of libstemmer. One for each thread: a call overwrites what the last
/// one answered.
final class Stems {
  private let danish: OpaquePointer?
  private let english: OpaquePointer?

  init() {
    danish = sb_stemmer_new("danish", "UTF_8")
    english = sb_stemmer_new("english", "UTF_8")
  }

  deinit {
    sb_stemmer_delete(danish)
    sb_stemmer_delete(english)
  }

  /// Calls `body` with the stem of a folded word; with the word itself where the library was built without the
  /// language.
  func withStem<Answer>(
    of word: Span<UInt8>, _ language: Language, _ body: (Span<UInt8>) -> Answer
  ) -> Answer {
    guard let stemmer = language == .danish ? danish : english else { return body(word) }
    let stem = word.withUnsafeBufferPointer { bytes in
      sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count))
    }
    guard let stem else { return body(word) }
    return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))).span)
  }
}
