import Brief
import Events
import Foundation
import Journal
import Keyring
import Markup
import Notebook
import Rebuild
import Synchronization
import Timeline

/// Reads of one participant's history: `timeline` and `brief` from their views, opened and made into a page, and
/// `raw`, the events themselves opened one by one. With `--cold`, the page cache is emptied before each; with a
/// `--writer`, somebody writes all the time: `log` appends sealed events, `lines` keeps lines in every view.
func history(_ asked: Asked) throws {
  let folder = asked.text("folder")
  let bench = try Workbench(folder)
  let list = try Data(contentsOf: URL(fileURLWithPath: folder + "/histories.json"))
  let known = try JSONSerialization.jsonObject(with: list) as? [String: [String]] ?? [:]
  let reader = HistoryReader(bench)
  let cache = PageCache(under: folder)
  let (isCold, reads) = (asked.text("cold") == "yes", asked.count("reads", 200))
  let subjects = (known[asked.text("events")] ?? []).compactMap(Handle.init)
  let places = try positions(of: Set(subjects), bench.engine.journal)
  let beside = try Beside(asked.text("writer", "none"), bench, (known["10"] ?? []).compactMap(Handle.init))

  var times: [String: [Double]] = [:]
  var resident = 0.0
  for read in 0..<reads {
    let subject = subjects[read % subjects.count]
    for way in ["timeline", "brief", "raw"] {
      if isCold {
        cache.drop()
        resident = max(resident, read == 0 ? cache.resident : 0)
      }
      let taken = try seconds { try reader.read(subject, way, places[subject] ?? []) }
      if isCold || read >= subjects.count { times[way, default: []].append(taken) }
    }
  }
  let written = beside.stop()
  var figures: [String: Any] = times.mapValues(\.quantiles)
  figures["reads"] = reads
  figures["rows"] = reader.rows
  figures["opened"] = reader.opened
  figures["written"] = written
  figures["resident"] = resident
  try answer(figures)
}

/// Where each of these has events in the log.
private func positions(of handles: Set<Handle>, _ journal: Journal) throws -> [Handle: [Position]] {
  var found: [Handle: [Position]] = [:]
  var (at, end) = (Position(0), try journal.end)
  while at < end {
    at = try journal.read(after: at, atMost: 100_000) { position, header, _ in
      if handles.contains(header.handle) { found[header.handle, default: []].append(position) }
    }
  }
  return found
}

private final class HistoryReader {
  private let engine: Engine
  private let today = Day(year: 2026, month: 1, day: 1)
  /// What the last reads came to, to see that something was read.
  private(set) var rows = 0
  private(set) var opened = 0

  init(_ bench: Workbench) { engine = bench.engine }

  func read(_ handle: Handle, _ way: String, _ positions: [Position]) throws {
    switch way {
    case "timeline": rows = try page(Timeline.self, handle).parts.count
    case "brief": _ = try page(Brief.self, handle)
    default: opened = try raw(positions)
    }
  }

  private func page<P: StoryProjection & Paged>(_: P.Type, _ handle: Handle) throws -> Page {
    guard var view = try engine.view(P.self, of: handle) else { fatalError("\(handle) has no \(P.name)") }
    view.name { $0.shown(unnamed: "en person") { _ in nil } }
    return view.page(.danish, today: today, of: "en")
  }

  private func raw(_ positions: [Position]) throws -> Int {
    var sealer = try engine.keyring.sealer(remembering: 4)
    var plain: [UInt8] = []
    var count = 0
    try engine.journal.records(at: positions) { _, header, record in
      let binding = record.extracting(first: Header.byteCount)
      let sealed = record.extracting(droppingFirst: Header.byteCount)
      try sealer.open(sealed, for: header.handle, binding: binding, into: &plain)
      let event = try Body.read(plain.span.bytes, under: header)
      count += event.happened.minute > 0 ? 1 : 0
    }
    guard count == positions.count else { fatalError("\(count) events of \(positions.count)") }
    return count
  }
}

/// Somebody who writes all the time while others read.
private final class Beside: Sendable {
  private let isOver = Atomic(false)
  private let written = Mutex(0)
  private let ended = DispatchSemaphore(value: 0)
  private let isIdle: Bool

  init(_ kind: String, _ bench: Workbench, _ subjects: [Handle]) throws {
    isIdle = kind == "none"
    guard !isIdle else { return }
    let (notebook, engine) = (bench.notebook, bench.engine)
    Thread.detachNewThread { [self] in
      var count = 0
      while !isOver.load(ordering: .relaxed) {
        let subject = subjects[count % subjects.count]
        do {
          if kind == "lines" {
            var telling = Telling("fik kaffe og mad, \(count)")
            telling.about = [subject.description]
            _ = try notebook.note(telling)
          } else {
            let body = Lines.body(count, of: subject)
            _ = try engine.journal.appendNow([
              Draft(type: .note, handle: subject) { header in
                try engine.keyring.seal(body, for: header.handle, binding: header.bytes)
              }
            ])
          }
        } catch { fatalError("\(error)") }
        count += 1
      }
      written.withLock { $0 = count }
      ended.signal()
    }
  }

  /// - Returns: how much was written meanwhile.
  func stop() -> Int {
    guard !isIdle else { return 0 }
    isOver.store(true, ordering: .relaxed)
    ended.wait()
    return written.withLock { $0 }
  }
}
