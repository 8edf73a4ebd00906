import Dispatch
import Events
import Foundation
import Journal
import Keyring
import Names
import Notebook
import Rebuild
import Synchronization

/// A process that does all at once and never ends by itself: writers of every sort, while views are built
/// again, caught up with and read, and people are erased. It says what it was told, the moment it was told.
final class Work: Sendable {
  let notebook: Notebook
  private let master: MasterFile
  private let people: Mutex<[String: Handle]>
  private let end: ContinuousClock.Instant

  var engine: Engine { notebook.engine }
  private var isOver: Bool { .now > end }

  init(_ place: Place, seconds: Double) throws {
    notebook = try place.open(behind: tell)
    master = MasterFile(place.keyPath)
    if try notebook.engine.needsBuilding() {
      try notebook.engine.rebuild(jobs: 1, progress: Progress(total: 0))
    }
    try notebook.engine.catchUp()
    var known: [String: Handle] = [:]
    try notebook.engine.each(Names.self) { handle, names in
      for name in names.all { known[name] = handle }
    }
    people = Mutex(known)
    end = .now + .seconds(seconds)
  }

  func run(seed: UInt64) {
    say("open")
    let running = DispatchGroup()
    let loops: [@Sendable (Work, inout Dice) throws -> Void] = [
      { try $0.write(&$1) }, { try $0.write(&$1) }, { try $0.write(&$1) }, { try $0.erase(&$1) },
      { try $0.rotate(&$1) },
      { work, dice in
        try work.engine.rebuild(jobs: 1 + dice.below(2), progress: Progress(total: 0))
        usleep(UInt32(dice.below(30_000)))
      },
      { work, dice in
        try work.engine.catchUp()
        _ = try work.engine.contentHashes()
        usleep(UInt32(dice.below(20_000)))
      },
    ]
    for (index, loop) in loops.enumerated() {
      running.enter()
      Thread.detachNewThread {
        var dice = Dice(seed &+ UInt64(index) << 48)
        while !self.isOver {
          do { try loop(self, &dice) } catch { tell(error) }
        }
        running.leave()
      }
    }
    running.wait()
    engine.journal.close()
  }

  // MARK: - What is written

  private func write(_ dice: inout Dice) throws {
    switch dice.below(20) {
    case 0: try invite(&dice)
    case 1...3: try twiceAtOnce(&dice)
    case 4...6: try bring(&dice)
    case 7...9: try pair(&dice)
    case 10: try changeMind(&dice)
    case 11: try tie(&dice)
    default: try note(&dice)
    }
  }

  private func one(_ dice: inout Dice) throws -> (name: String, handle: Handle) {
    let found = people.withLock { $0.randomElement(using: &dice) }
    guard let found else { throw NotebookError.emptyName }
    return (found.key, found.value)
  }

  private func invite(_ dice: inout Dice) throws {
    let letters = Array("abcdefghijklmnop")
    let name = "Ny" + String((0..<8).map { _ in letters[dice.below(16)] })
    let (handle, _) = try notebook.giveConsent(name, Agreement([.care], how: "spoken"))
    people.withLock { $0[name] = handle }
  }

  private func note(_ dice: inout Dice) throws {
    let token = Token(events: 0, &dice)
    var line = dice.below(4) == 0 ? "regn og mad" : try one(&dice).name + " lukkede op"
    if dice.below(4) == 0 { line += " og mad med " + (try one(&dice).name) }
    let kept = try notebook.note(Telling("\(line) \(token.text)"))
    for id in kept.events { try said(id, token) }
  }

  /// Two drafts that are taken or not taken together.
  private func pair(_ dice: inout Dice) throws {
    let handles = [try one(&dice).handle, try one(&dice).handle]
    let token = Token(events: 2, &dice)
    let receipts = try engine.journal.appendNow(handles.map { draft($0, nil, token) })
    for receipt in receipts { try said(receipt.id, token, at: receipt.position) }
    if dice.below(2) == 0 { try engine.catchUp() }
  }

  /// The same event from two callers at the same time: it is there once.
  private func twiceAtOnce(_ dice: inout Dice) throws {
    let id = EventID(origin: 1 << 40 | UInt64(dice.below(3)), sequence: dice.next() >> 4)
    let token = Token(events: 1, &dice)
    let draft = draft(try one(&dice).handle, id, token)
    let journal = engine.journal
    let results = Mutex<[Result<[Receipt], any Error>]>([])
    let running = DispatchGroup()
    for _ in 0..<2 {
      running.enter()
      Thread.detachNewThread {
        let result = Result<[Receipt], any Error> { try journal.appendNow([draft]) }
        results.withLock { $0.append(result) }
        running.leave()
      }
    }
    running.wait()
    let receipts = try results.withLock { try $0.flatMap { try $0.get() } }
    guard receipts.count(where: \.isNew) == 1, Set(receipts.map(\.position)).count == 1 else {
      return fault("one event given twice at once was answered with \(receipts)")
    }
    try said(id, token, at: receipts[0].position)
  }

  private func draft(_ handle: Handle, _ id: EventID?, _ token: Token) -> Draft {
    let keyring = engine.keyring
    return Draft(type: .note, handle: handle, id: id) { header in
      let event = Event(
        id: header.id, handle: handle, happened: When(minute: 30_000_000),
        recorded: Moment(milliseconds: 1_800_000_000_000),
        content: .note(Line("mad \(token.text)"), given: []))
      return try keyring.seal(event.body, for: handle, binding: header.bytes)
    }
  }

  /// Events as another machine brings them, about one person, perhaps a new one, and perhaps twice.
  private func bring(_ dice: inout Dice) throws {
    let count = 1 + dice.below(Token.most)
    let token = Token(events: count, &dice)
    let handle = dice.below(5) == 0 ? Handle.random() : try one(&dice).handle
    let (origin, first) = (2 << 40 | UInt64(dice.below(5)), dice.next() >> 4)
    let events = (0..<count).map { index in
      Event(
        id: EventID(origin: origin, sequence: first + UInt64(index)), handle: handle,
        happened: When(minute: 30_000_000 - Int64(dice.below(10_000))),
        recorded: Moment(milliseconds: 1_800_000_000_000),
        content: .note(Line("fik mad \(token.text)"), given: []))
    }
    for _ in 0...dice.below(2) {
      let refused = try notebook.take(events).refused
      if refused.isEmpty { for event in events { try said(event.id, token) } }
    }
  }

  private func changeMind(_ dice: inout Dice) throws {
    let (name, _) = try one(&dice)
    if dice.below(2) == 0 {
      try notebook.withdraw([.care], of: name)
    } else {
      _ = try notebook.giveConsent(name, Agreement([.care, .research], how: "spoken"))
    }
  }

  private func tie(_ dice: inout Dice) throws {
    let (one, other) = (try one(&dice).name, try one(&dice).name)
    if one != other { try notebook.tie(one, other, same: dice.below(2) == 0, Telling("")) }
  }

  private func erase(_ dice: inout Dice) throws {
    usleep(UInt32(20_000 + dice.below(150_000)))
    let (name, handle) = try one(&dice)
    guard people.withLock({ $0.count }) > 6 else { return }
    let members = try engine.members(of: handle)
    _ = try notebook.erase(name)
    for member in members where try engine.isErased(member) { say("erased \(member)") }
    people.withLock { known in known = known.filter { !members.contains($0.value) } }
  }

  /// Another epoch for the keys, under the same master key or another.
  private func rotate(_ dice: inout Dice) throws {
    usleep(UInt32(20_000 + dice.below(150_000)))
    if dice.below(2) == 0 { try engine.keyring.rotate() } else { try master.rotate(engine.keyring) }
  }

  private func said(_ id: EventID, _ token: Token, at given: Position? = nil) throws {
    guard let position = try engine.journal.position(of: id), position == given ?? position,
      let bytes = try engine.journal.record(at: position)
    else { return fault("the event \(id) was answered for and is not at its place") }
    say(try Said(position: position, id: id, bytes: bytes, token: token).line)
  }
}

/// What may be answered to somebody who writes while others erase is no fault.
func tell(_ error: any Error) {
  switch error {
  case is NotebookError, KeyringError.destroyed, JournalError.sealing(_, KeyringError.destroyed): break
  default: fault(error)
  }
}
