import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild

/// Holds a folder, after whatever befell it, against what its writers had been told.
struct Check {
  let notebook: Notebook
  private var said: [Said] = []
  private var gone: Set<Handle> = []
  private var engine: Engine { notebook.engine }

  /// - Parameter answers: lines that were on standard output when it befell.
  init(_ place: Place, answers: String) throws {
    notebook = try place.open { fault($0) }
    for line in answers.split(separator: "\n") {
      if let one = Said(line: line) { said.append(one) }
      if line.hasPrefix("erased "), let handle = Handle(String(line.dropFirst(7))) { gone.insert(handle) }
      if line.hasPrefix("fault ") { fault("a writer met: \(line.dropFirst(6))") }
    }
  }

  mutating func run() throws {
    if try engine.needsBuilding() { try engine.rebuild(jobs: 1, progress: Progress(total: 0)) }
    try notebook.catchUp()
    let report = try engine.verify { _, _ in }
    for finding in report.findings { fault("verify: \(finding)") }
    let log = try Contents(engine)
    try erasures(log)
    try acknowledged(log)
    whole(log)
    try views(log)
    try goesOn()
    say("figures \(log.end) \(Set(said).count) \(log.erased.count)")
  }

  /// Nobody who was acknowledged as erased can be read, and no erased one has a key; nor has anybody lost theirs.
  private mutating func erasures(_ log: Contents) throws {
    for handle in gone where !log.erased.contains(handle) { fault("the erasure of \(handle) was lost") }
    gone = log.erased
    for handle in try engine.keyring.handles(.live) where gone.contains(handle) {
      fault("\(handle) is erased and has a key")
    }
    for handle in try engine.keyring.handles(.destroyed) where !gone.contains(handle) {
      fault("\(handle) has lost the key and is not erased")
    }
    for (position, handle) in log.opened where gone.contains(handle) {
      fault("position \(position) of \(handle) is erased and can be read")
    }
  }

  private func acknowledged(_ log: Contents) throws {
    for one in Set(said) {
      guard let bytes = try engine.journal.record(at: one.position) else {
        fault("lost: \(one.line)")
        continue
      }
      let header = try Header(bytes.span.bytes)
      guard header.id == one.id, try Said.hash(bytes) == one.record else {
        fault("another record than was acknowledged: \(one.line)")
        continue
      }
      guard let token = log.tokens[one.position] else {
        let isNote = header.type == .note  // else it was kept without words, as presence
        if isNote, !gone.contains(header.handle) {
          fault("not the words that were acknowledged: \(one.line)")
        }
        continue
      }
      if token.text != one.token { fault("other words than were acknowledged: \(one.line)") }
    }
  }

  /// Events of one append stand side by side, all of them or none; and no append stands twice.
  private func whole(_ log: Contents) {
    for (token, places) in Dictionary(grouping: log.tokens.keys, by: { log.tokens[$0]?.text ?? "" }) {
      guard let wanted = log.tokens[places[0]]?.events else { continue }
      let (first, last) = (places.min() ?? 0, places.max() ?? 0)
      guard wanted > 0 else {
        if last - first > 1 { fault("doubled: \(token) at \(places)") }
        continue
      }
      if places.count > wanted { fault("doubled: \(token) at \(places)") }
      if last - first >= UInt64(wanted) { fault("scattered or doubled: \(token) at \(places)") }
      let near = (first > UInt64(wanted) ? first - UInt64(wanted) : 1)...(last + UInt64(wanted))
      let dead = log.dead.intersection(near).count
      if places.count < wanted, dead < wanted - places.count {
        fault("half: \(token) at \(places) of \(wanted)")
      }
    }
  }

  /// What is served is what the log alone comes to.
  private func views(_ log: Contents) throws {
    let served = try engine.contents()
    for (view, persons) in served {
      for handle in gone where persons[handle] != nil { fault("\(view) still has \(handle), who is erased") }
    }
    let live = try engine.contentHashes()
    try engine.rebuild(jobs: 1, progress: Progress(total: 0))
    let rebuilt = try engine.contentHashes()
    for (view, hash) in live where rebuilt[view] != hash { fault("\(view) is not what a rebuild makes") }
  }

  private func goesOn() throws {
    let before = try engine.journal.end
    let kept = try notebook.note(Telling("regn og mad"))
    guard try engine.journal.position(of: kept.events[0]) == before + 1 else {
      return fault("the next event is not at the next position")
    }
    notebook.engine.journal.close()
  }
}

/// What the log holds, read from its beginning.
private struct Contents {
  var end: Position = 0
  var tokens: [Position: Token] = [:]
  var opened: [Position: Handle] = [:]
  var dead: Set<Position> = []
  var erased: Set<Handle> = []

  init(_ engine: Engine) throws {
    end = try engine.journal.end
    for position in 0..<end {
      guard let event = try engine.event(at: position + 1) else {
        dead.insert(position + 1)
        continue
      }
      opened[position + 1] = event.handle
      if case .erased(let handles) = event.content { erased.formUnion(handles) }
      if case .note(let line, _) = event.content, let token = Token(in: line.text) {
        tokens[position + 1] = token
      }
    }
  }
}
