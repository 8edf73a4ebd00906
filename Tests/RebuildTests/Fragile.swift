import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import Timeline

/// Holds the lines. Certain words end the program.
struct Fragile: StoryProjection {
  static let name = "fragile"
  static let version: UInt32 = 1
  static let reads = false
  static let listens: EventTypes = [.note]

  var told: [Told] = []
  var isEmpty: Bool { told.isEmpty }

  mutating func fold(_ entry: Entry) {
    Self.breaks(at: entry)
    told.append(Told(entry))
  }

  static func breaks(at entry: Entry) {
    let text = entry.line?.text ?? ""
    if text.contains("fælde") { _ = [0][text.count] }
    if text.contains("afbrudt") { kill(getpid(), SIGKILL) }
  }

  mutating func name(_ shown: (Line) -> String) {}
  func write(to writer: inout WireWriter) { writer.parts(1, told) }
  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { told.append(try Told(span, field.bytes)) }
  }
}

/// Counts lines. The same words end the program.
enum FragileTally: TallyProjection {
  static let name = "fragile-tally"
  static let version: UInt32 = 1
  static let listens: EventTypes = [.note]

  static func count(_ entry: Entry, into tally: inout Tally) {
    if entry.event.handle.isOrganisation { Fragile.breaks(at: entry) }
    tally.add(1, to: Tally.Key(what: 1))
  }
}

/// Counts all lines.
enum MendedTally: TallyProjection {
  static let name = FragileTally.name
  static let version = FragileTally.version
  static let listens = FragileTally.listens

  static func count(_ entry: Entry, into tally: inout Tally) { tally.add(1, to: Tally.Key(what: 1)) }
}

/// The same view by a program that is mended.
struct Mended: StoryProjection {
  static let name = Fragile.name
  static let version = Fragile.version
  static let reads = false
  static let listens = Fragile.listens

  var view = Fragile()
  var isEmpty: Bool { view.isEmpty }

  mutating func fold(_ entry: Entry) { view.told.append(Told(entry)) }
  mutating func name(_ shown: (Line) -> String) {}
  func write(to writer: inout WireWriter) { view.write(to: &writer) }
  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    try view.take(field, in: span)
  }
}

extension Fragile {
  static func open(_ folder: String, isMended: Bool = false) throws -> Notebook {
    let journal = try Journal(at: folder + "/log", mapBytes: 1 << 30)
    let master = try MasterKey(file: folder + "/key")
    let keyring = try Keyring(at: folder + "/keys", master: master, mapBytes: 1 << 30)
    let fragile = isMended ? StoryFold(Mended.self) : StoryFold(Fragile.self)
    let catalogue = Catalogue(
      stories: Catalogue.all.stories + [fragile],
      tallies: [isMended ? TallyFold(MendedTally.self) : TallyFold(FragileTally.self)])
    return Notebook(
      try Engine(
        journal: journal, keyring: keyring, catalogue: catalogue, views: folder + "/views", mapBytes: 1 << 30)
    )
  }

  static func tell(_ line: String, _ name: String, _ notebook: Notebook) throws {
    var telling = NoteTelling(line)
    telling.about = [name]
    _ = try notebook.note(telling)
  }
}
