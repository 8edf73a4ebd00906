internal import Events
internal import Foundation
internal import Journal
internal import Keyring
internal import LMDB

/// A comparison on disk, beside the views that it speaks of: what differs for a person sealed under that person's
/// key, all else under the organisation's. It is gone with the generation, and for a person with the key.
struct ComparisonStore: Sendable {
  private let environment: Environment
  private let people: Table<Pair>
  private let head: Table<Pair>

  static func path(_ folder: ViewFolder, _ number: Int) -> String { folder.path(of: number) + "/comparison" }

  init(at directory: String, mapBytes: Int) throws {
    environment = try Environment(at: directory, mapBytes: mapBytes, tables: ["people", "head"])
    people = environment.table("people")
    head = environment.table("head")
  }

  /// Stores all in one step.
  /// - Parameter mark: the position up to which the two generations had come.
  func store(_ comparison: Comparison, mark: Position, _ today: Day, _ keyring: Keyring) throws {
    let sealing = try Sealing(keyring)
    let sealed = try comparison.people.compactMap { try sealing.seal($0) }
    let summary = try sealing.seal(ComparisonHead(comparison, mark: mark, today), .organisation)
    try environment.growing {
      var transaction = try environment.beginWrite()
      for (key, value) in sealed {
        try transaction.put(value.span.bytes, at: key, in: people, placing: .last)
      }
      try transaction.put(summary.span.bytes, at: Pair(0, 0), in: head)
      try transaction.commit()
    }
  }

  /// A comparison, up to where and for which day it was made.
  struct Kept {
    var comparison: Comparison
    let mark: Position
    let today: Day
  }

  func read(_ keyring: Keyring) throws -> Kept? {
    let reader = try ViewReader(keyring)
    let transaction = try environment.beginRead()
    guard let sealed = try transaction.value(at: Pair(0, 0), in: head) else { return nil }
    let opened = try reader.open(sealed, .organisation, Sealing.version)
    var kept = try ComparisonHead(stored: opened.span.bytes).kept
    var cursor = try transaction.cursor(over: people)
    var more = try cursor.first()
    while more {
      if let handle = cursor.key.map(Handle.init), let person = try person(handle, cursor.value, reader) {
        kept.comparison.people.append(person)
      }
      more = try cursor.next()
    }
    return kept
  }

  private func person(_ handle: Handle, _ sealed: RawSpan, _ reader: ViewReader) throws -> Comparison.Person?
  {
    do {
      let opened = try reader.open(sealed, handle, Sealing.version)
      return Comparison.Person(handle: handle, views: try Parts(stored: opened.span.bytes).all)
    } catch let error as KeyringError where error.isForWantOfKey {
      return nil
    }
  }

  /// Takes out what was said of these.
  func forget(_ handles: [Handle]) throws {
    var transaction = try environment.beginWrite()
    for handle in handles { try transaction.delete(Pair(handle), in: people) }
    try transaction.commit()
  }
}

/// Seals what a comparison holds.
private final class Sealing {
  static let version = ViewVersion(view: "comparison", fingerprint: "1")

  private var sealer: Sealer

  init(_ keyring: Keyring) throws { sealer = try keyring.sealer() }

  /// Nil for whoever is erased or let go of this moment.
  func seal(_ person: Comparison.Person) throws -> (key: Pair, value: [UInt8])? {
    do { return (Pair(person.handle), try seal(Parts(person.views), person.handle)) } catch let error
      as KeyringError where error.isForWantOfKey
    { return nil }
  }

  func seal(_ part: some Stored, _ handle: Handle) throws -> [UInt8] {
    var (seal, sealed) = (ViewSeal(Self.version), [UInt8]())
    seal.belong(to: handle)
    let (plain, binding) = (part.stored, seal.binding)
    try sealer.seal(plain.span.bytes, for: handle, binding: binding.span.bytes, into: &sealed)
    return sealed
  }
}

private struct Parts: Stored {
  private(set) var all: [ViewChanges] = []

  init() {}
  init(_ all: [ViewChanges]) { self.all = all }

  func write(to writer: inout WireWriter) { writer.parts(1, all) }

  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { all.append(try ViewChanges(span, field.bytes)) }
  }
}

/// What a comparison says beside the persons.
private struct ComparisonHead: Stored {
  private var numbers: [UInt64] = [0, 0, 0, 0]
  private var today = Day(number: 0)
  private var otherCode: [String] = []
  private var sums: [ViewChanges] = []

  init() {}

  init(_ comparison: Comparison, mark: Position, _ today: Day) {
    self.today = today
    numbers = [UInt64(comparison.from), UInt64(comparison.to), UInt64(comparison.persons), mark]
    (otherCode, sums) = (comparison.otherCode, comparison.sums)
  }

  var kept: ComparisonStore.Kept {
    var comparison = Comparison(from: Int(clamping: numbers[0]), to: Int(clamping: numbers[1]))
    comparison.persons = Int(clamping: numbers[2])
    (comparison.otherCode, comparison.sums) = (otherCode, sums)
    return ComparisonStore.Kept(comparison: comparison, mark: numbers[3], today: today)
  }

  func write(to writer: inout WireWriter) {
    for (field, number) in numbers.enumerated() { writer.number(field + 1, number) }
    for view in otherCode { writer.element(5, text: view) }
    writer.parts(6, sums)
    writer.day(7, today)
  }

  mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1...4: numbers[field.number - 1] = field.value
    case 5: otherCode.append(span.text(field.bytes))
    case 6: sums.append(try ViewChanges(span, field.bytes))
    case 7: today = span.day(field)
    default: break
    }
  }
}
