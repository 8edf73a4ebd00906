import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Reading
import Rebuild

/// A machine with a data folder of its own, removed when the test lets go of it.
final class Machine {
  let path: String
  private var opened: Notebook?

  /// Opens the folder when it is not open.
  var notebook: Notebook {
    get throws {
      if let opened { return opened }
      let notebook = Notebook(try engine(of: .all))
      opened = notebook
      return notebook
    }
  }

  /// Opens the folder, which nobody has open, with these views.
  func engine(of catalogue: Catalogue) throws -> Engine {
    let journal = try Journal(at: path + "/log", mapBytes: 1 << 30)
    let master = try MasterKey(file: path + "/key")
    let keyring = try Keyring(at: path + "/keys", master: master, mapBytes: 1 << 30)
    return try Engine(
      journal: journal, keyring: keyring, catalogue: catalogue, views: path + "/views", mapBytes: 1 << 30)
  }

  var engine: Engine { get throws { try notebook.engine } }

  init(_ vocabulary: Event = World.vocabulary) throws {
    path = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try MasterKey.make(file: path + "/key")
    try notebook.take([vocabulary])
    try engine.rebuild(jobs: 1, progress: Progress(total: 1))
  }

  /// Another machine with the same files, as they are now.
  init(copying other: Machine) throws {
    path = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    other.close()
    try FileManager.default.copyItem(atPath: other.path, toPath: path)
  }

  deinit {
    close()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Lets go of every file, as a stop does.
  func close() {
    opened?.engine.journal.close()
    opened = nil
  }

  func take(_ events: some Sequence<Event>) throws {
    try notebook.take(Array(events))
    try engine.catchUp()
  }

  /// The folder of the served views.
  var served: String { get throws { path + "/views/\(try engine.generationNumber ?? 0)" } }

  var contents: [String: [Handle: [UInt8]]] { get throws { try engine.contents() } }

  func rebuild(jobs: Int = 2) throws { try engine.rebuild(jobs: jobs, progress: Progress(total: 1)) }
}

/// Timeline has a type of this name as well.
typealias NoteTelling = Notebook::Telling
