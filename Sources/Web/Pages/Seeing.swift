internal import Access
internal import Consent
internal import Events
internal import Faces
internal import Notebook
internal import Readers
internal import Rebuild

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
}
