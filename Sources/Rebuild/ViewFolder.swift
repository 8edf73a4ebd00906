internal import Events
internal import Foundation
internal import LMDB

/// The folder `views/`: generations of views beside each other, and the file that says which is served.
/// Deleting it loses nothing.
struct ViewFolder: Sendable {
  let path: String
  let mapBytes: Int

  private var currentPath: String { path + "/current" }
  private var rehearsedPath: String { path + "/rehearsed" }

  func path(of version: ViewVersion, _ number: Int) -> String {
    "\(path)/\(number)/\(version.view)-\(version.fingerprint)"
  }

  var words: KeptWords { KeptWords(path: "\(path)/words") }

  func words(of number: Int) -> KeptWords { KeptWords(path: "\(path)/\(number)/words") }

  func indexPath(_ number: Int) -> String { "\(path)/\(number)/index" }

  /// The words of a file by which a generation is read, before the log has them: beside its views.
  func yamlPath(_ number: Int) -> String { "\(path)/\(number)/words.yaml" }

  /// The generation that is served; nil before the first.
  func current() throws -> GenerationPlan? { try plan(currentPath) }

  /// The generation that lies ready beside the served one; nil when there is none.
  func rehearsed() throws -> GenerationPlan? { try plan(rehearsedPath) }

  private func plan(_ path: String) throws -> GenerationPlan? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try GenerationPlan(text: String(contentsOfFile: path, encoding: .utf8), path: path)
  }

  /// Serves the generation from now on. The file is written beside, synced and renamed over the old one, so
  /// that it is one or the other, whatever happens; and before it names a generation, that one is on the disk
  /// by name as well.
  func serve(_ plan: GenerationPlan) throws {
    for folder in ["\(path)/\(plan.number)", path, parentFolder(of: path)] { try syncFolder(folder) }
    let url = URL(fileURLWithPath: currentPath)
    let beside = URL(fileURLWithPath: currentPath + ".new")
    try Data(plan.text.utf8).write(to: beside)
    let file = try FileHandle(forUpdating: beside)
    try file.synchronize()
    try file.close()
    guard rename(beside.path, url.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    try syncFolder(path)
  }

  /// Removes every generation but the one that is served, and what a broken-off rebuild left.
  func clear(except number: Int?) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      guard let found = Int(name), found != number else { continue }
      try FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }

  /// Makes an empty folder for the next generation and says its number.
  func begin() throws -> Int {
    let served = try current()?.number
    try clear(except: served)
    let number = (served ?? 0) + 1
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(number)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return number
  }
}
