internal import Events
internal import Foundation
internal import Synchronization

/// A fold that ended a process: whose view it made, and of which event.
struct Trap: Hashable, Sendable {
  /// Of the view; `FoldSlot.everyView` where the story was being read for all of them.
  let view: UInt64
  let keeper: Handle
  let event: EventID
}

/// Remembers which folds have trapped, so that one participant's view stands still and not the whole program.
///
/// In Swift an index out of range ends the process. So each thread notes in a `BlackBox` what it is about to fold;
/// the signal of a trap marks its note, and the next process that makes views finds it here. A process that was
/// killed from outside leaves no mark.
final class FoldWatch: Sendable {
  private let folder: String
  private let state = Mutex<State?>(nil)

  private struct State {
    let box: BlackBox
    var traps: Set<Trap>
    /// Those that this process tries again.
    var again: Set<Trap> = []
  }

  private func boxPath(_ number: Int) -> String { folder + (number == 1 ? "/folding" : "/folding-\(number)") }
  private var trapsPath: String { folder + "/trapped" }

  /// - Parameter folder: `views/`; nothing is made there before a view is.
  init(_ folder: String) { self.folder = folder }

  /// A place for the notes of one thread.
  func slot() throws -> FoldSlot { try opened { $0.box.slot() } }

  /// All folds that have trapped, those of the process before among them, but for those that are tried again.
  func traps() throws -> Set<Trap> { try opened { $0.traps.subtracting($0.again) } }

  /// Those that were found by whoever made views before, without looking for more.
  func known() throws -> Set<Trap> { try read().traps }

  /// What was wrong is mended, or is to be tried again.
  func forget(_ keeper: Handle) throws {
    try opened { state in
      let lock = try ViewLock(waitingFor: .noting, in: folder)
      defer { withExtendedLifetime(lock) {} }
      let (known, again) = try read()
      let others = known.filter { $0.keeper != keeper }
      if others.count < known.count { try write(others, again) }
      state.traps = others
    }
  }

  /// More than these are not tried at once: each of them ends the program when nothing has been mended.
  private static let mostTried = 20

  /// From here on this process folds what has trapped as if it had not. Others leave it aside, and `known` names it,
  /// until `forgetTried`: what is served goes on without it.
  /// - Parameter isRetry: goes on with what was tried when the program broke off; what trapped in that is aside.
  /// - Returns: whether there is anything that was not tried before.
  func tryAgain(isRetry: Bool) throws -> Bool {
    try opened { state in
      let lock = try ViewLock(waitingFor: .noting, in: folder)
      defer { withExtendedLifetime(lock) {} }
      var (known, again) = try read()
      if !isRetry, !known.isEmpty {
        again = known.count < Self.mostTried ? known : []
        try write(known, again)
      }
      (state.traps, state.again) = (known, again)
      return !isRetry && !again.isEmpty
    }
  }

  /// What was tried again and did not trap is served now.
  func forgetTried() throws {
    try opened { state in
      guard !state.again.isEmpty else { return }
      let lock = try ViewLock(waitingFor: .noting, in: folder)
      defer { withExtendedLifetime(lock) {} }
      let (known, again) = try read()
      let left = known.subtracting(state.again.intersection(again))
      try write(left, [])
      (state.traps, state.again) = (left, [])
    }
  }

  private func opened<Answer>(_ body: (inout State) throws -> Answer) throws -> Answer {
    try state.withLock { state in
      var opened = try state ?? open()
      defer { state = opened }
      return try body(&opened)
    }
  }

  private func open() throws -> State {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let lock = try ViewLock(waitingFor: .noting, in: folder)
    defer { withExtendedLifetime(lock) {} }
    let (boxes, (known, again)) = (try freeBoxes(), try read())
    let found = boxes.reduce(into: Set<Trap>()) { $0.formUnion($1.trapped()) }
    if !found.isEmpty { try write(known.union(found), again.subtracting(found)) }
    for box in boxes { box.clear() }
    return State(box: boxes[0], traps: known.union(found))
  }

  /// All that no living process has, one at least.
  private func freeBoxes() throws -> [BlackBox] {
    var (number, boxes): (Int, [BlackBox]) = (1, [])
    while boxes.isEmpty || FileManager.default.fileExists(atPath: boxPath(number)) {
      if let box = try BlackBox.take(boxPath(number)) { boxes.append(box) }
      number += 1
    }
    return boxes
  }

  // MARK: the file of traps: `VIEW KEEPER EVENT` in each line, and `again` where a build tries it

  private func read() throws -> (traps: Set<Trap>, again: Set<Trap>) {
    guard FileManager.default.fileExists(atPath: trapsPath) else { return ([], []) }
    let lines = try String(contentsOfFile: trapsPath, encoding: .utf8).split(separator: "\n")
    return (
      Set(lines.compactMap(Trap.init(line:))),
      Set(lines.filter { $0.hasSuffix(Trap.again) }.compactMap(Trap.init(line:)))
    )
  }

  private func write(_ traps: Set<Trap>, _ again: Set<Trap>) throws {
    let lines = traps.map { $0.line + (again.contains($0) ? Trap.again : "") + "\n" }
    let text = lines.sorted().joined()
    try Data(text.utf8).write(to: URL(filePath: trapsPath), options: .atomic)
  }
}

extension Trap {
  fileprivate static let again = " again"

  fileprivate var line: String { "\(view.hexadecimal) \(keeper) \(event)" }

  fileprivate init?(line: Substring) {
    let parts = line.split(separator: " ").map(String.init)
    guard parts.count >= 3, let view = UInt64(parts[0], radix: 16), let keeper = Handle(parts[1]),
      let event = EventID(parts[2])
    else { return nil }
    self.init(view: view, keeper: keeper, event: event)
  }
}

extension Set<Trap> {
  /// Those of a person at an event that still stands in their story: not one that has been taken out since.
  func of(_ keeper: Handle, in story: [Entry]) -> Set<Trap> {
    isEmpty
      ? self : filter { trap in trap.keeper == keeper && story.contains { $0.event.id == trap.event } }
  }

  /// Why a person's view stands still; nil where no fold of it has trapped.
  func aside(_ view: UInt64, _ keeper: Handle) -> Aside? {
    isEmpty ? nil : first { $0.keeper == keeper && $0.stops(view) }.map { Aside(trapped: $0.event) }
  }

  /// All that stand still in a view.
  func asides(of view: UInt64) -> [Aside] {
    filter { $0.stops(view) }.map {
      $0.keeper.isOrganisation ? Aside(uncounted: $0.event) : Aside(trapped: $0.event)
    }
  }

  /// Why a person's story is not even read.
  func unread(_ keeper: Handle, _ events: [Event]) -> Aside? {
    guard !isEmpty, let aside = aside(FoldSlot.everyView, keeper) else { return nil }
    return events.contains { $0.id == aside.event } ? aside : nil
  }

  /// Why one event of the organisation is not counted.
  func aside(_ view: UInt64, _ event: EventID) -> Aside? {
    isEmpty ? nil : first { $0.event == event && $0.stops(view) }.map { Aside(uncounted: $0.event) }
  }
}

extension Trap {
  fileprivate func stops(_ view: UInt64) -> Bool { self.view == view || self.view == FoldSlot.everyView }
}

extension Aside {
  /// An event of the organisation, which is no participant's.
  fileprivate init(uncounted event: EventID) {
    self.init(
      event: event,
      reason:
        "the program broke off at this event while it counted, and goes on without it: when that is mended, ‘tillid rebuild’ counts it"
    )
  }

  fileprivate init(trapped event: EventID) {
    self.init(
      event: event,
      reason:
        "the program broke off at this event while it made the view: when that is mended, ‘tillid rebuild --only NAME’ makes it anew"
    )
  }
}
