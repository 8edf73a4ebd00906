internal import Foundation

/// Where a release lies until it is handed out.
struct Beside {
  let path: String

  /// Beside the folder, so that handing it out is one rename; for a rehearsal in the data folder.
  init(_ folder: String?, in shelf: String) throws {
    if let folder, FileManager.default.fileExists(atPath: folder) {
      throw ResearchRefusal.alreadyThere(folder)
    }
    if let folder {
      try self.init(at: "\(folder).making")
    } else {
      try self.init(ours: "\(shelf)/.rehearsal")
    }
  }

  /// In the data folder: for its owner alone.
  init(ours path: String) throws { try self.init(at: path, [.posixPermissions: 0o700]) }

  /// An empty folder, whatever a kill left there.
  private init(at path: String, _ attributes: [FileAttributeKey: Any]? = nil) throws {
    self.path = path
    do {
      let files = FileManager.default
      if files.fileExists(atPath: path) { try files.removeItem(atPath: path) }
      try files.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: attributes)
    } catch {
      throw ResearchRefusal.noFolder(path, error.localizedDescription)
    }
  }

  /// After a rename nothing is there; what cannot be removed is removed by the next try, or refuses it.
  func clear() { try? FileManager.default.removeItem(atPath: path) }

  func handOut(_ folder: String) throws {
    guard rename(path, folder) == 0 else {
      throw ResearchRefusal.noFolder(folder, String(cString: strerror(errno)))
    }
  }
}

func put(_ bytes: [UInt8], at path: String) throws {
  guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
    throw ResearchRefusal.noFolder(path, String(cString: strerror(errno)))
  }
}
