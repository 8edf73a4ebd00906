internal import Foundation
internal import Releases

/// Whether the files are those that the manifest tells of, byte for byte, and no others.
struct Files {
  let folder: ReleaseFolder
  let claimed: [Claims.ClaimedFile]

  init(_ folder: ReleaseFolder, _ claimed: [Claims.ClaimedFile]) {
    (self.folder, self.claimed) = (folder, claimed)
  }

  var figures: [Figure] {
    let wrong = claimed.compactMap(fault)
    let strange = undeclared
    return [
      Figure(
        "file-hashes", Double(wrong.count), limit: 0,
        danish: "\(wrong.count) filer er ikke dem, manifestet nævner\(listed(wrong)).",
        english: "\(wrong.count) files are not those that the manifest tells of\(listed(wrong))."),
      Figure(
        "files-undeclared", Double(strange.count), limit: 0,
        danish: "\(strange.count) filer nævnes ikke i manifestet\(listed(strange)).",
        english: "\(strange.count) files are not told of in the manifest\(listed(strange))."),
    ]
  }

  private func listed(_ names: [String]) -> String {
    names.isEmpty ? "" : ": " + names.prefix(3).joined(separator: ", ")
  }

  /// The path of a file that differs in hash, size or number of rows, or is not there.
  private func fault(_ file: Claims.ClaimedFile) -> String? {
    // A file that cannot be read is not the one that the manifest tells of, whatever the reason.
    guard let bytes = try? Bytes.raw("\(folder.path)/\(file.path)") else { return file.path }
    if let size = file.bytes, size != bytes.count { return file.path }
    if let hash = file.sha256, hash != Digest.hex(Digest.sha256(bytes)) { return file.path }
    if file.path.hasSuffix(".jsonl.gz"), let rows = file.rows {
      // As little as one that cannot be unpacked.
      guard let opened = try? Bytes.opened(bytes), opened.count(where: { $0 == 0x0a }) == rows else {
        return file.path
      }
    }
    return nil
  }

  /// The manifest speaks of itself nowhere; what it is made of is said beside it.
  private var undeclared: [String] {
    let beside = ["datapackage.json", "schema.json", "READ-ME.md", "croissant.json", "datacite.json"]
    let known = Set(claimed.map(\.path) + beside)
    return Self.all(in: folder.path).filter { !known.contains($0) }
  }

  /// All files beneath, from the folder on, in order.
  static func all(in path: String) -> [String] {
    let beneath = FileManager.default.enumerator(atPath: path)
    var files: [String] = []
    while let file = beneath?.nextObject() as? String {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: "\(path)/\(file)", isDirectory: &isFolder),
        !isFolder.boolValue
      {
        files.append(file)
      }
    }
    return files.sorted()
  }
}
