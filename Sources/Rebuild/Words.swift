internal import Events
internal import Foundation
internal import Keyring
public import Reading
internal import Synchronization

/// The words by which a generation is read, made ready when the first line is to be read: most commands read
/// none.
public final class Words: Sendable {
  /// SHA-256 of the text.
  public let hash: String
  let yaml: [UInt8]
  /// What adopted them; nil for words of a file that are only rehearsed.
  private let event: EventID?
  private let kept: KeptWords
  private let made = Mutex<CompiledVocabulary?>(nil)

  init(_ adopted: Landmarks.Adopted, _ kept: KeptWords) {
    (hash, yaml, event, self.kept) = (adopted.id.hash, adopted.yaml, adopted.id.event, kept)
  }

  init(rehearsed yaml: [UInt8], _ kept: KeptWords) throws {
    (hash, self.yaml, event, self.kept) = (try VocabularyID.hash(of: yaml), yaml, nil, kept)
  }

  /// Throws when the vocabulary cannot be read.
  public func compiled() throws -> CompiledVocabulary {
    try made.withLock { made in
      if let made { return made }
      let name = try kept.name(of: hash)
      let words = try kept.words(name) ?? compile(name)
      made = words
      return words
    }
  }

  private func compile(_ name: String?) throws -> CompiledVocabulary {
    do throws(VocabularyError) {
      let file = try VocabularyFile(checked: String(decoding: yaml, as: UTF8.self))
      let words = CompiledVocabulary(file)
      kept.keep(words, name)
      return words
    } catch {
      throw RebuildError.badVocabulary(event, error.description)
    }
  }
}

/// The file `views/words`: the adopted words as this program made them ready, so that a command need not read
/// the vocabulary before it can read a line. Deleting it loses nothing; one that is damaged, of other words or of
/// another program is made anew.
struct KeptWords: Sendable {
  let path: String

  /// Of the text and the program, since another one may make something else of the same text; nil where the
  /// program cannot be told from others.
  func name(of hash: String) throws -> String? {
    var program = stat()
    guard stat("/proc/self/exe", &program) == 0 else { return nil }
    let said = "\(hash) \(program.st_size) \(program.st_mtim.tv_sec) \(program.st_mtim.tv_nsec)"
    return hexadecimal(try Digest.sha256(Array(said.utf8).span.bytes)[...])
  }

  func words(_ name: String?) -> CompiledVocabulary? {
    guard let name else { return nil }
    // Whatever keeps it from being read, the words can be had without it.
    guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
    return CompiledVocabulary(stored: Array(bytes), of: name)
  }

  /// Renamed over the old one, so that readers find one or the other; for its owner alone.
  func keep(_ words: CompiledVocabulary, _ name: String?) {
    guard let name else { return }
    let beside = "\(path).\(getpid()).new"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    // A folder that only may be read keeps no words, and needs none.
    guard file >= 0 else { return }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    let isWritten = (try? handle.write(contentsOf: Data(words.stored(of: name)))) != nil
    if !isWritten || rename(beside, path) != 0 { unlink(beside) }
  }
}
