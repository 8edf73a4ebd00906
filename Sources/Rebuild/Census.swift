internal import Events
internal import Keyring

/// What the sections of the log tell together.
struct Census: Sendable {
  /// Each goes on where the one before ends.
  let sections: [Section]
  private(set) var landmarks = Landmarks()

  init(_ sections: [Section]) throws {
    self.sections = sections
    for section in sections {
      for landmark in section.landmarks { try landmarks.take(landmark.event) }
    }
    landmarks.settle()
  }

  var end: UInt64 { sections.last?.end ?? 0 }
  var amendments: [(position: UInt64, event: Event)] { sections.flatMap(\.amendments) }
  var asides: [Aside] { sections.flatMap(\.asides) }
  var landmarkPositions: [(type: EventType, position: UInt64)] {
    sections.flatMap { $0.landmarks.map { ($0.type, $0.position) } }
  }

  /// Tied handles under which views will be kept and of which nothing has arrived yet.
  func keylessKeepers(_ keyring: Keyring) throws -> [Handle] {
    let keepers = Set(landmarks.ties.tied.compactMap(landmarks.ties.keeper))
    return try keepers.filter { try keyring.status(of: $0) == .unknown }.sorted()
  }
}
