internal import Events
internal import Foundation
internal import LMDB

/// The folder `views/`: generations of views beside each other, and the file that says which is served.
/// Deleting it loses nothing.
struct ViewFolder: Sendable {
  let path: String
  let mapBytes: Int

  private var currentPath: String { path + "/current" }

  func path(of version: ViewVersion, _ number: Int) -> String {
    "\(path)/\(number)/\(version.view)-\(version.fingerprint)"
  }

  var words: KeptWords { KeptWords(path: "\(path)/words") }

  func indexPath(_ number: Int) -> String { "\(path)/\(number)/index" }

  /// The generation that is served; nil before the first.
  func current() throws -> GenerationPlan? {
    guard FileManager.default.fileExists(atPath: currentPath) else { return nil }
    let text = try String(contentsOfFile: currentPath, encoding: .utf8)
    return try GenerationPlan(text: text, path: currentPath)
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
