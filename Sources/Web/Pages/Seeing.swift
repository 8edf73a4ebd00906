internal import Access
internal import Consent
internal import Events
internal import Faces
internal import Notebook
internal import Readers
internal import Rebuild
internal import Synchronization

extension Visit {
  /// Whether this helper may see the participant: they have met, the participant comes to a stop of theirs, they
  /// heard the yes, or they have said today why they need to.
  func sees(_ person: Handle) throws -> Bool {
    guard let seat, seat.roles.contains(.helper) else { return false }
    if let faces = try notebook.engine.view(Faces.self, of: person) {
      if faces.helpers.contains(seat.name) || !Set(faces.places).isDisjoint(with: seat.stops) { return true }
    }
    if let consent = try notebook.engine.view(Consent.self, of: person) {
      let heard = consent.answers.contains { $0.told.by == seat.name || seat.stops.contains($0.told.at) }
      if heard { return true }
    }
    return try hasAsked(about: person)
  }

  /// Whether they have said yes to being remembered, and not taken it back.
  func remembers(_ person: Handle) throws -> Bool {
    try notebook.engine.view(Consent.self, of: person)?.allowed[.care] != nil
  }

  /// Minutes for which a reason that was given opens a history.
  static let askedOpens: Int64 = 24 * 60

  /// The reason that stands in the log is what opens: nobody sees who cannot be seen to have asked.
  private func hasAsked(about person: Handle) throws -> Bool {
    let looks = try notebook.engine.view(Readers.self, of: person)?.looks ?? []
    return looks.contains { look in
      guard look.by == by, now.civil.minute - look.when.minute < Self.askedOpens,
        case .asked = ReadPurpose(look.purpose)
      else { return false }
      return true
    }
  }

  /// Writes down that this helper looks into the history, before anything of it is shown.
  /// - Parameter view: which of its views; `lines` or `events` for what was told itself.
  func read(_ person: Handle, _ view: String, _ purpose: ReadPurpose) throws {
    try read([person], view, purpose)
  }

  func read(_ people: some Sequence<Handle>, _ view: String, _ purpose: ReadPurpose) throws {
    try site.reads.record(people, view: view, purpose, telling())
  }

  /// The same, once a day for each participant: an evening's list is opened again and again.
  func readOnce(_ people: some Sequence<Handle>, _ view: String, _ purpose: ReadPurpose) throws {
    let fresh = site.daily.fresh(people, view, purpose, by, today)
    do { try read(fresh, view, purpose) } catch {
      site.daily.forget(fresh, view, purpose, by)
      throw error
    }
  }
}

/// Who has looked at whom today, for looks that are the same one all day.
final class DailyLooks: Sendable {
  private let looks = Mutex<(day: Day, seen: Set<Look>)>((Day(number: 0), []))

  private struct Look: Hashable {
    let person: Handle
    let view: String
    let purpose: ReadPurpose
    let by: String
  }

  func fresh(
    _ people: some Sequence<Handle>, _ view: String, _ purpose: ReadPurpose, _ by: String, _ today: Day
  ) -> [Handle] {
    looks.withLock { looks in
      if looks.day != today { looks = (today, []) }
      return people.filter {
        looks.seen.insert(Look(person: $0, view: view, purpose: purpose, by: by)).inserted
      }
    }
  }

  func forget(_ people: [Handle], _ view: String, _ purpose: ReadPurpose, _ by: String) {
    looks.withLock { looks in
      for person in people { looks.seen.remove(Look(person: person, view: view, purpose: purpose, by: by)) }
    }
  }
}
