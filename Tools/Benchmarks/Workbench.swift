import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Reading
import Rebuild

/// A data folder on the disk, laid out as the command lays it out.
struct Workbench {
  let path: String
  let engine: Engine
  var notebook: Notebook { Notebook(engine) }

  /// - Parameters:
  ///   - only: the one view to keep; all, if empty.
  ///   - views: where they lie, if not in the folder.
  init(_ path: String, only: String = "", views: String? = nil, readOnly: Bool = false) throws {
    self.path = path
    let key = path + ".key"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let isThere = FileManager.default.fileExists(atPath: key)
    let master = isThere ? try MasterKey(file: key) : try MasterKey.make(file: key)
    engine = try Engine(
      journal: try Journal(at: path + "/log", access: readOnly ? .readOnly : .readWrite()),
      keyring: try Keyring(at: path + "/keys", master: master, readOnly: readOnly),
      catalogue: Workbench.catalogue(only), views: views ?? path + "/views")
    if try engine.journal.end == 0 { try notebook.prepare(try VocabularyFile.standard().bytes) }
  }

  private static func catalogue(_ only: String) -> Catalogue {
    guard !only.isEmpty else { return .all }
    return Catalogue(
      stories: Catalogue.all.stories.filter { $0.name == only },
      tallies: Catalogue.all.tallies.filter { $0.name == only })
  }
}

/// So many invented lines, each of the same length: an event whose sealed body has 120 bytes.
struct Lines: Sendable {
  /// Of the text; ids, times and the seal make up the rest.
  static let textBytes = 67

  /// The body of the event with this number, before it is sealed: 92 bytes.
  static func body(_ number: Int, of handle: Handle) -> [UInt8] {
    let digits = String(number)
    let text =
      "fik kaffe og mad, og vi talte om brevet fra kommunen og om hunden "
      .prefix(Lines.textBytes - digits.utf8.count) + digits
    return Event(
      id: EventID(origin: 1, sequence: 1), handle: handle,
      happened: When(Day(year: 2026, month: 3, day: 7), hour: 14, minute: 30),
      recorded: Moment(milliseconds: 1_772_894_400_000), by: "A.B",
      content: .note(Line(String(text)), given: [])
    ).body
  }
}
