internal import Events
internal import Foundation
internal import Glibc
internal import HashTree
internal import Journal

/// The folder of one backup of a log.
///
/// ```text
/// README.txt     what this is, for whoever finds it
/// identity       which log: its name, the key that checks its checkpoints, the sealed seed of that key
/// checkpoint     how far it reaches, and the signed root over all of it
/// key-backups    the list of key files as it was then
/// log/           segments, whose names tell their positions
/// ```
public struct BackupFolder: Sendable {
  public let path: String

  var log: String { path + "/log" }
  var checkpointPath: String { path + "/checkpoint" }
  var identityPath: String { path + "/identity" }
  var listPath: String { path + "/" + KeyBackups.name }
  var readmePath: String { path + "/README.txt" }

  public init(_ path: String) { self.path = path }

  /// The head that it reaches to, not yet checked; nil in a folder without a finished backup.
  func note() throws -> SignedNote? {
    guard let text = try text(at: checkpointPath) else { return nil }
    return try SignedNote(text)
  }

  /// The segments from the first position to `size`, without gaps.
  func segments(upTo size: Position) throws -> [SegmentName] {
    let all = try names().sorted { $0.first < $1.first }
    var (found, reached): ([SegmentName], Position) = ([], 0)
    for segment in all where segment.first <= size {
      guard segment.first == reached + 1, segment.last <= size else {
        throw BackupError.gap(path: log, after: reached, next: max(segment.first, reached + 2))
      }
      found.append(segment)
      reached = segment.last
    }
    guard reached == size else { throw BackupError.gap(path: log, after: reached, next: nil) }
    return found
  }

  func path(of segment: SegmentName) -> String { log + "/" + segment.text }

  private func names() throws -> [SegmentName] {
    guard FileManager.default.fileExists(atPath: log) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: log).compactMap(SegmentName.init)
  }

  /// nil when there is no such file.
  func text(at path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard let text = String(validating: data, as: UTF8.self) else {
      throw BackupError.damaged(path: path, "it is no text")
    }
    return text
  }

  /// Writes a small file beside its name, and gives it the name when it is on the disk.
  func put(_ text: [UInt8], at path: String) throws(BackupError) {
    let beside = path + OutputFile.suffix
    let file = unsafe open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .system(path: path, doing: "write", errno: errno) }
    defer { close(file) }
    try Backup.write(text, to: file, path: path)
    guard fsync(file) == 0, unsafe rename(beside, path) == 0 else {
      throw .system(path: path, doing: "put on the disk", errno: errno)
    }
    try syncFolder(of: path)
  }
}

extension BackupFolder {
  /// Makes the folder where there is none.
  /// - Throws: `strangers` when something else lies there.
  func prepare() throws {
    let files = FileManager.default
    try make(path)
    let ours: Set = ["README.txt", "identity", "checkpoint", KeyBackups.name, "log", "lost+found"]
    for name in try files.contentsOfDirectory(atPath: path).sorted() where !name.hasPrefix(".") {
      guard ours.contains(finished(name)) else { throw BackupError.strangers(path: path, found: name) }
    }
    try make(log)
    for name in try files.contentsOfDirectory(atPath: log).sorted() {
      guard SegmentName(finished(name)) != nil else {
        throw BackupError.strangers(path: path, found: "log/" + name)
      }
    }
  }

  /// The name that a file which is being written will have.
  private func finished(_ name: String) -> String {
    name.hasSuffix(OutputFile.suffix) ? String(name.dropLast(OutputFile.suffix.count)) : name
  }

  private func make(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// Takes away what an interrupted backup left: parts of files, and segments beyond the checkpoint, which are
  /// written again.
  func clear(beyond size: Position) throws {
    let files = FileManager.default
    for folder in [path, log] {
      for name in try files.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
        let isBeyond = SegmentName(name).map { $0.first > size } ?? false
        guard isBeyond || name.hasSuffix(OutputFile.suffix) else { continue }
        try files.removeItem(atPath: folder + "/" + name)
      }
    }
  }
}

/// Which log a backup is of.
struct BackupIdentity {
  static let format = "tillid backup 1"
  let log: Handle
  let verifier: VerifierKey
  /// As the log keeps it, sealed under the organisation's key.
  let signingSeed: [UInt8]

  var text: String {
    "\(Self.format)\nlog \(log)\nverifier \(verifier)\nsigning-key \(signingSeed.base64)\n"
  }

  init(log: Handle, verifier: VerifierKey, signingSeed: [UInt8]) {
    (self.log, self.verifier, self.signingSeed) = (log, verifier, signingSeed)
  }

  init(text: String, path: String) throws(BackupError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[0] == Self.format, lines[4].isEmpty,
      let log = lines[1].after("log ").flatMap({ Handle(String($0)) }),
      let verifier = lines[2].after("verifier ").flatMap({ try? VerifierKey(String($0)) }),
      let seed = lines[3].after("signing-key ").flatMap({ [UInt8](base64: $0) })
    else { throw .damaged(path: path, "it does not say which log this is") }
    self.init(log: log, verifier: verifier, signingSeed: seed)
  }
}

extension Substring {
  fileprivate func after(_ word: String) -> Substring? {
    hasPrefix(word) ? dropFirst(word.count) : nil
  }
}
