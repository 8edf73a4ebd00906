internal import Events
public import Reading
internal import Synchronization

/// The words by which a generation is read, compiled when the first line is to be read: most commands read
/// none.
public final class Words: Sendable {
  private let adopted: Landmarks.Adopted
  private let made = Mutex<CompiledVocabulary?>(nil)

  init(_ adopted: Landmarks.Adopted) { self.adopted = adopted }

  /// Throws when the vocabulary cannot be read.
  public func compiled() throws -> CompiledVocabulary {
    try made.withLock { made in
      if let made { return made }
      let words: CompiledVocabulary
      do throws(VocabularyError) {
        words = CompiledVocabulary(
          try VocabularyFile(String(decoding: adopted.yaml, as: UTF8.self)).vocabulary)
      } catch {
        throw RebuildError.badVocabulary(adopted.id.event, error.description)
      }
      made = words
      return words
    }
  }
}
