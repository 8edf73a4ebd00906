import Catalogues
import Events
public import Foundation
import Journal
import Keyring
import Notebook
import Reading
import Rebuild
import Simulation

/// A small data folder like a real one, whose files can be changed and put back: some thousand events in trees
/// of several levels, people who were erased, records too long for a page, pages that commits gave back.
public final class Subject {
  public let path: String
  /// Every file of log and keys, by its path within the folder, with its bytes as they were written.
  public private(set) var files: [(name: String, bytes: Data)] = []

  /// - Parameter scale: 1 is as much as a real year.
  public init(at path: String, seed: UInt64, scale: Double = 0.15) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: path + ".key")
    try fill(seed, scale)
    try remember()
  }

  /// One that is there already.
  public init(in path: String) throws {
    self.path = path
    try remember()
  }

  private func fill(_ seed: UInt64, _ scale: Double) throws {
    let notebook = Notebook(try engine())
    try notebook.prepare(try VocabularyFile.standard().bytes)
    var simulation = Simulation(seed: seed, years: 1, scale: scale)
    while let steps = simulation.next() { try notebook.take(steps.map(\.event)) }
    for length in [3000, 9000, 40_000] {
      _ = try notebook.note(Telling(String(repeating: "kaffe ved bålet ", count: length / 16)))
    }
    for handle in try notebook.engine.keyring.handles(.live).prefix(5) {
      _ = try notebook.erase(handle.description)
    }
    notebook.engine.journal.close()
  }

  private func remember() throws {
    let root = URL(filePath: path)
    for part in ["keys", "log"] {
      let found = FileManager.default.enumerator(
        at: root.appending(path: part), includingPropertiesForKeys: [.isRegularFileKey])
      while let file = found?.nextObject() as? URL {
        guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
        let name =
          part + "/"
          + file.path.components(separatedBy: "/\(part)/").dropFirst().joined(separator: "/\(part)/")
        files.append((name, try Data(contentsOf: file)))
      }
    }
    files.sort { $0.name < $1.name }
  }

  /// The folders that hold an LMDB file.
  public var stores: [String] {
    files.filter { $0.name.hasSuffix("/data.mdb") }.map { String($0.name.dropLast("/data.mdb".count)) }
  }

  /// Puts every file back as it was.
  public func restore() throws {
    for (name, bytes) in files { try bytes.write(to: URL(filePath: path + "/" + name)) }
  }

  /// Opens the folder as the commands do, without views unless `views` is their folder.
  func engine(views: String? = nil) throws -> Engine {
    let journal = try Journal(at: path + "/log")
    let keyring = try Keyring(at: path + "/keys", master: try MasterKey(file: path + ".key"))
    return try Engine(
      journal: journal, keyring: keyring, catalogue: .all, views: views ?? path + "/views")
  }
}
