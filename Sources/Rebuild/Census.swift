internal import Events
internal import Journal
internal import Keyring

/// What the sections of the log tell together.
struct Census: Sendable {
  /// Each goes on where the one before ends.
  let sections: [Section]
  private(set) var landmarks = Landmarks()

  init(_ sections: [Section], _ keyring: Keyring) throws {
    self.sections = sections
    for section in sections {
      for landmark in section.landmarks { try landmarks.take(landmark.event) }
    }
    landmarks.settle()
    let handles = sections.reduce(into: landmarks.ties.tied) { $0.formUnion($1.handles) }
    landmarks.ties.absent = try keyring.unknown(among: handles)
  }

  /// The log is looked at in no more sections than these: each needs some bytes for each person.
  private static let mostSections = 8

  /// Looks at the log up to a position.
  init(_ journal: Journal, _ keyring: Keyring, _ crew: Crew, upTo end: UInt64) throws {
    let count = UInt64(min(crew.count, Self.mostSections))
    try self.init(
      crew.gather(Int(count)) { index in
        var opener = try Opener(keyring)
        let index = UInt64(index)
        return try Section(journal, (end * index / count)..<(end * (index + 1) / count), &opener)
      }, keyring)
  }

  var end: UInt64 { sections.last?.end ?? 0 }
  var amendments: [(position: UInt64, event: Event)] { sections.flatMap(\.amendments) }
  var asides: [Aside] { sections.flatMap(\.asides) }
  var landmarkPositions: [(type: EventType, position: UInt64)] {
    sections.flatMap { $0.landmarks.map { ($0.type, $0.position) } }
  }
}
