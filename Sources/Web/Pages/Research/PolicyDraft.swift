internal import Events
internal import Foundation
internal import Keyring
internal import Notebook
internal import Reading
internal import Rebuild
internal import Releases
internal import Research

/// The policy that an admin is writing, kept sealed beside the data until a release is made of it.
struct PolicyDraft: Sendable {
  private static let binding = Array("policy draft".utf8)

  private let keyring: Keyring
  private let path: String
  /// Nil where none was saved.
  let text: String?

  init(_ visit: Visit) throws {
    keyring = visit.notebook.engine.keyring
    path = visit.site.settings.data + "/drafts/policy"
    guard FileManager.default.fileExists(atPath: path) else {
      text = nil
      return
    }
    let sealed = Array(try Data(contentsOf: URL(filePath: path)))
    text = String(
      decoding: try keyring.open(sealed, for: .organisation, binding: Self.binding), as: UTF8.self)
  }

  /// Renamed into place whole, for its owner alone.
  func save(_ text: String) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let sealed = try keyring.seal(Array(text.utf8), for: .organisation, binding: Self.binding)
    try Data(sealed).write(to: URL(filePath: path), options: .atomic)
  }

  /// What is wrong in it, line by line; none where it can be used.
  func problems(_ visit: Visit) throws -> [PolicyError.Problem] {
    guard let text else { return [] }
    let known = try visit.notebook.engine.words().researchGroups
    do throws(PolicyError) {
      _ = try Policy(yaml: text, known: known)
      return []
    } catch { return error.problems }
  }
}
