internal import Events
internal import Foundation
public import Formats
internal import Journal
public import Notebook
internal import Rebuild
internal import Releases

/// Writes the whole log out for its owner: what may be seen of it, as it stands.
///
/// JSON Lines and CloudEvents hold every event, also consents, names, corrections and reads, so that another folder can
/// take them in. The other formats tell cases: a participant, a case of what was brought in, and the organisation;
/// corrected, and without what was taken out.
public struct Export {
  private let notebook: Notebook
  private let usesNames: Bool
  private let progress: (Int) -> Void

  /// - Parameters:
  ///   - usesNames: whether participants are called by name; else by their handles.
  ///   - progress: told how many events have been looked at.
  public init(_ notebook: Notebook, usesNames: Bool, progress: @escaping (Int) -> Void = { _ in }) {
    (self.notebook, self.usesNames, self.progress) = (notebook, usesNames, progress)
  }

  /// Everybody whose history leaves with it can see that it did: that is in the log before a byte is written.
  public func write(_ format: EventFormat, to path: String, by: String = "") throws -> WrittenFile {
    var telling = Telling("")
    telling.by = by
    try notebook.recordReadings(
      of: try notebook.allRemembered(), view: "events", purpose: .export, telling)
    let end = try notebook.engine.journal.end
    switch format {
    case .cloudEvents, .jsonLines: return try writeEvents(format, path, end)
    case .xes: return try writeXES(path, end)
    case .csv, .parquet, .ocelJSON, .ocelSQLite: return try writeTable(format, path, end)
    }
  }

  private func writeEvents(_ format: EventFormat, _ path: String, _ end: Position) throws -> WrittenFile {
    let file = try LinesFile(path, format)
    let (engine, seeing, encoder) = (notebook.engine, Seeing(notebook.engine), JSONEncoder())
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var cases = SourceNames()
    var reader = try EventReader(engine.journal, engine.keyring)
    var after: Position = 0
    while after < end {
      let (events, last) = try reader.events(after: after, atMost: Int(min(1000, end - after)))
      for event in events where try seeing.shows(event) {
        file.write(try encoder.encode(CloudEvent(event, caseName: cases.name(of: event))))
      }
      guard last > after else { break }
      after = last
      progress(Int(after))
    }
    return try file.finish()
  }

  private func writeXES(_ path: String, _ end: Position) throws -> WrittenFile {
    let book = try CaseBook(notebook, until: end) { progress(Int($0) / 2) }
    let shown = try CaseNames(notebook, usesNames: usesNames)
    let file = try XESFile(path, head: book.head ?? Self.head)
    var done = 0
    for key in book.keys where !key.isLoose {
      let events = try book.events(of: key)
      file.write(try shown.trace(key, book.attributes[key], events))
      done += events.count
      progress(Int(end) / 2 + done / 2)
    }
    for key in book.keys where key.isLoose {
      for event in try book.events(of: key) { file.write(shown.event(event)) }
    }
    return try file.finish()
  }

  private static var head: CaseLog {
    var head = CaseLog()
    head.extensions = [.concept, .time, .organisation]
    return head
  }

  private func writeTable(_ format: EventFormat, _ path: String, _ end: Position) throws -> WrittenFile {
    let book = try CaseBook(notebook, until: end) { progress(Int($0) / 2) }
    let shown = try CaseNames(notebook, usesNames: usesNames)
    var table = TableMaker()
    for key in book.keys {
      let trace = try shown.trace(key, book.attributes[key], try book.events(of: key))
      let name = trace["concept:name"]?.value ?? ""
      table.take(trace, name: key.isLoose ? "–" : name)
    }
    var shape = TableShape()
    (shape.caseName, shape.sequence, shape.activity) = ("case", "seq", "concept:name")
    (shape.time, shape.worker, shape.place, shape.mode) = ("time:timestamp", "org:resource", "place", "mode")
    (shape.workersAreRoles, shape.title, shape.typePrefix) = (false, "tillid", "tillid.")
    return try table.table.write(as: format, at: path, shape: shape)
  }
}

extension CaseBook.Key {
  /// Events of a source that belong to no case of it.
  var isLoose: Bool { if case .source(_, 0) = self { true } else { false } }
}

/// Gathers traces into columns, one for each attribute: `amount`, and `amount.currency` for what stands within it.
struct TableMaker {
  private(set) var table = EventTable()
  private var names: [String: Int] = [:]
  private var places: [String: Int] = [:]
  private var words: [[String: UInt32]] = []

  mutating func take(_ trace: CaseLog.Trace, name: String) {
    let times = names[name, default: 0]
    names[name] = times + 1
    table.cases.append(times == 0 ? name : "\(name) (\(times + 1))")
    for event in trace.events {
      let row = table.rows
      for attribute in event.attributes { put(attribute, attribute.key, row) }
      table.starts[table.starts.count - 1] += 1
      for column in table.columns.indices where table.columns[column].codes.count <= row {
        table.columns[column].codes.append(0)
      }
    }
    table.starts.append(table.rows)
    table.starts[table.starts.count - 2] = start(table.starts.count - 2, trace.events.count)
  }

  private func start(_ index: Int, _ count: Int) -> Int { table.starts[index] - count }

  private mutating func put(_ attribute: CaseLog.Attribute, _ key: String, _ row: Int) {
    if attribute.type.hasValue { put(attribute.value, key, row) }
    for (place, inner) in attribute.attributes.enumerated() {
      put(inner, inner.key.isEmpty ? "\(key).\(place)" : "\(key).\(inner.key)", row)
    }
  }

  private mutating func put(_ value: String, _ name: String, _ row: Int) {
    let column = places[name] ?? begin(name, row)
    guard table.columns[column].codes.count == row else { return }
    let code = words[column][value] ?? UInt32(table.columns[column].words.count)
    if Int(code) == table.columns[column].words.count {
      table.columns[column].words.append(value)
      words[column][value] = code
    }
    table.columns[column].codes.append(code)
  }

  private mutating func begin(_ name: String, _ row: Int) -> Int {
    // The names of the case and the number within it are taken.
    let own = name == "case" || name == "seq" ? "event.\(name)" : name
    table.columns.append(Column(own, words: [""], codes: [UInt32](repeating: 0, count: row)))
    words.append(["": 0])
    places[name] = table.columns.count - 1
    return table.columns.count - 1
  }
}

/// What cases of elsewhere are called, learned as their portions and people go by.
private struct SourceNames {
  private struct Key: Hashable {
    let origin, number: UInt64
  }

  private var names: [Key: String] = [:]

  mutating func name(of event: Event) -> String? {
    if event.content.type == .imported {
      // Names of cases only: a portion that cannot be unpacked leaves its cases called by their numbers.
      for known in (try? Portion(event.carried))?.cases ?? [] {
        take(known.attributes, Key(origin: event.id.origin, number: known.number))
      }
      return nil
    }
    guard let carried = Carried(event.carried) else { return nil }
    let key = Key(origin: event.id.origin, number: carried.number)
    if carried.isCase { take(carried.attributes, key) }
    return names[key]
  }

  private mutating func take(_ attributes: [CaseLog.Attribute], _ key: Key) {
    names[key] = attributes.first { $0.key == "concept:name" }?.value
  }
}
