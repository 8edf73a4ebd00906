public import Events
public import Releases

/// The stories of a release as the folds that serve helpers take them: `Trust(of: retelling.story(of: 0))`.
///
/// What a release does not know stays empty: no words, no names, no clock. Its kinds and categories are readings
/// given by hand, its place is `at`, its worker `by`. Where days are released, what stands side by side on one day, at
/// one place, of one worker is one entry again, as the line was that told it; elsewhere each row is an entry.
/// A promise that an end does not name is the oldest that is still owed.
public struct Retelling: Sendable {
  public let table: EventTable
  private let kinds: [RetoldKind]
  private let modes: [Mode]
  private let whens: [When]
  /// What each word of the column `time` means.
  let times: [ReleasedTime]
  private let isByDay: [Bool]
  private let columns: (kind: Column, mode: Column?, time: Column?, place: Column?, worker: Column?)

  public init(_ table: EventTable) throws(ReplayError) {
    guard let kind = table[ReleaseColumn.kind.rawValue] else { throw .noColumn("kind") }
    let (mode, time) = (table[ReleaseColumn.mode.rawValue], table[ReleaseColumn.time.rawValue])
    let scale = try TimeScale(time)
    self.table = table
    kinds = kind.words.map(RetoldKind.init)
    modes = try Self.modes(mode)
    (times, whens) = (scale.times, scale.times.map(\.when))
    isByDay = scale.times.map { $0.first == $0.last }
    columns = (
      kind, mode, time, table[ReleaseColumn.place.rawValue], table[ReleaseColumn.worker.rawValue]
    )
  }

  private static func modes(_ column: Column?) throws(ReplayError) -> [Mode] {
    var modes: [Mode] = []
    for word in column?.words ?? [] {
      guard let mode = word.isEmpty ? .happened : Mode(word) else { throw .noMode(word) }
      modes.append(mode)
    }
    return modes
  }

  /// One participant's story, in order.
  public func story(of index: Int) -> [Entry] {
    let rows = table.rows(of: index)
    var promises = OwedPromises()
    var entries: [Entry] = []
    let (origin, handle) = Self.names(table.cases[index])
    var row = rows.lowerBound
    while row < rows.upperBound {
      let end = together(from: row, in: rows)
      let id = EventID(origin: origin, sequence: UInt64(row - rows.lowerBound + 1))
      entries.append(entry(row..<end, id, handle, &promises))
      row = end
    }
    return entries
  }

  /// A number that stands for a pseudonym, so that ids are the same wherever the release is read.
  private static func names(_ participant: String) -> (origin: UInt64, handle: Handle) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in participant.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (hash, Handle(high: hash | 1, low: hash.byteSwapped))
  }

  private func entry(_ rows: Range<Int>, _ id: EventID, _ handle: Handle, _ promises: inout OwedPromises)
    -> Entry
  {
    let first = rows.lowerBound
    let content =
      switch kinds[Int(columns.kind.codes[first])] {
      case .contact: Content.presence([])
      case .promise(let step, let reading):
        promises.content(step, id) ?? .note(Line(""), given: given(reading))
      case .told: Content.note(Line(""), given: [])
      }
    let when = columns.time.map { whens[Int($0.codes[first])] } ?? ReleasedTime.elapsed(0, nil).when
    let event = Event(
      id: id, handle: handle, happened: when, recorded: Moment(milliseconds: Int64(id.sequence)),
      by: columns.worker?[first] ?? "", at: columns.place?[first] ?? "", content: content)
    return Entry(event, LineReading(readings: content.isTold ? rows.compactMap(reading) : []))
  }

  private func given(_ kind: Kind?) -> [GivenReading] { kind.map { [GivenReading($0)] } ?? [] }

  private func reading(_ row: Int) -> Reading? {
    let mode = columns.mode.map { modes[Int($0.codes[row])] } ?? .happened
    return switch kinds[Int(columns.kind.codes[row])] {
    case .told(let kind): Reading(kind: kind, mode: mode)
    case .promise(_, let kind): kind.map { Reading(kind: $0, mode: mode) }
    case .contact: nil
    }
  }
}

extension Retelling {
  /// The row behind the last that one line told.
  private func together(from first: Int, in rows: Range<Int>) -> Int {
    guard let time = columns.time, isByDay[Int(time.codes[first])], isTold(first) else { return first + 1 }
    var end = first + 1
    while end < rows.upperBound, isTold(end), isBeside(first, end),
      !(first..<end).contains(where: { tellsSame($0, end) })
    { end += 1 }
    return end
  }

  private func isTold(_ row: Int) -> Bool {
    if case .told = kinds[Int(columns.kind.codes[row])] { true } else { false }
  }

  private func isBeside(_ a: Int, _ b: Int) -> Bool {
    [columns.time, columns.place, columns.worker].allSatisfy { $0.map { $0.codes[a] == $0.codes[b] } ?? true }
  }

  /// A line tells a kind in a mode once.
  private func tellsSame(_ a: Int, _ b: Int) -> Bool {
    [columns.kind, columns.mode].allSatisfy { $0.map { $0.codes[a] == $0.codes[b] } ?? true }
  }
}

/// What a word of the column `kind` is to a fold.
private enum RetoldKind: Sendable {
  /// A kind or a category.
  case told(Kind)
  case contact
  /// Of our promises; a line may have told its end as well.
  case promise(PromiseStep?, Kind?)

  init(_ word: String) {
    self =
      switch word {
      case "contact": .contact
      case "promise-made": .promise(nil, nil)
      case "promise-kept": .promise(.kept, .promiseKept)
      case "promise-broken": .promise(.broken, .promiseBroken)
      case "promise-repaired": .promise(.repaired, nil)
      case "promise-released": .promise(.released, nil)
      default: .told(Kind(word))
      }
  }
}

/// The promises of one story that are still owed, told by events of their own: the oldest is meant.
private struct OwedPromises {
  private var open: [EventID] = []
  private var broken: [EventID] = []

  /// - Returns: nil where no promise is owed of which this could be the end: a line told it.
  mutating func content(_ step: PromiseStep?, _ id: EventID) -> Content? {
    guard let step else {
      open.append(id)
      return .promiseMade(Line(""), due: nil)
    }
    guard let target = target(of: step) else {
      return [.kept, .broken].contains(step) ? nil : .promise(step, of: id, Line(""))
    }
    if step == .broken { broken.append(target) }
    return .promise(step, of: target, Line(""))
  }

  private mutating func target(of step: PromiseStep) -> EventID? {
    if step == .repaired, !broken.isEmpty { return broken.removeFirst() }
    if !open.isEmpty { return open.removeFirst() }
    return step == .broken || broken.isEmpty ? nil : broken.removeFirst()
  }
}

extension Content {
  /// Whether it is what a line told, and so has readings.
  fileprivate var isTold: Bool {
    if case .note = self { true } else { false }
  }
}
