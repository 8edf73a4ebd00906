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

  /// The stem of a folded word; the word itself where the library was built without the language.
  func stem(_ word: String, _ language: Language) -> String {
    guard let stemmer = language == .danish ? danish : english else { return word }
    var word = word
    return word.withUTF8 { bytes in
      guard let stem = sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count)) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      let count = Int(sb_stemmer_length(stemmer))
      return String(decoding: UnsafeBufferPointer(start: stem, count: count), as: UTF8.self)
    }
  }
}
