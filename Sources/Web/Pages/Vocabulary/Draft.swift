internal import Events
internal import Foundation
internal import Keyring
internal import Notebook
internal import Reading
internal import Rebuild
internal import Synchronization

/// The words being edited: the adopted ones until somebody saves others. Kept sealed beside the data, so that what was
/// typed outlives the browser, the server, and faults in it.
struct Draft: Sendable {
  private let keyring: Keyring
  private let path: String
  private let shelf: WordsChecked
  /// What is adopted, by which event.
  let adopted: (event: EventID, text: String)
  let text: String
  /// Differs from what is adopted.
  var isThere: Bool { text != adopted.text }

  private static let binding = Array("vocabulary draft".utf8)

  init(_ visit: Visit) throws {
    let engine = visit.notebook.engine
    guard let adopted = engine.adoptedVocabulary() else { throw RebuildError.noVocabulary }
    (keyring, shelf) = (engine.keyring, visit.site.wordsChecked)
    path = visit.site.settings.data + "/drafts/vocabulary"
    self.adopted = (adopted.event, String(decoding: adopted.yaml, as: UTF8.self))
    text = try Self.kept(path, keyring) ?? self.adopted.text
  }

  private static func kept(_ path: String, _ keyring: Keyring) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let sealed = Array(try Data(contentsOf: URL(filePath: path)))
    return String(decoding: try keyring.open(sealed, for: .organisation, binding: binding), as: UTF8.self)
  }

  /// Renamed into place whole, for its owner alone.
  func save(_ text: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let sealed = try keyring.seal(Array(text.utf8), for: .organisation, binding: Self.binding)
    try Data(sealed).write(to: URL(filePath: path), options: .atomic)
  }

  func discard() throws {
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
  }

  /// What is wrong in it; none where it can be used.
  var problems: [VocabularyError.Problem] { shelf.problems(of: text) }

  /// - Throws: `AdminRefusal` where it has faults, or where nothing differs.
  func checked() throws -> VocabularyFile {
    guard isThere else { throw AdminRefusal.noDraft }
    guard problems.isEmpty else { throw AdminRefusal.wrongWords(problems: problems.count) }
    return try VocabularyFile(checked: text)
  }

  /// What is shown and searched: the draft where it can be read, else what is adopted.
  func readable() throws -> Vocabulary {
    // What is wrong in the draft is told beside it, by `problems`.
    do { return try VocabularyFile(checked: text).vocabulary } catch {
      return try VocabularyFile(checked: adopted.text).vocabulary
    }
  }
}

/// What was wrong in the text that was looked through last: to look takes seconds, and pages ask again and again.
final class WordsChecked: Sendable {
  private let last = Mutex<(text: String, problems: [VocabularyError.Problem])?>(nil)

  func problems(of text: String) -> [VocabularyError.Problem] {
    if let last = last.withLock({ $0 }), last.text == text { return last.problems }
    let problems = Self.look(through: text)
    last.withLock { $0 = (text, problems) }
    return problems
  }

  private static func look(through text: String) -> [VocabularyError.Problem] {
    do throws(VocabularyError) {
      _ = try VocabularyFile(text)
      return []
    } catch { return error.problems }
  }
}
