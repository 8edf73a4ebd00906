internal import Events

/// The few events that govern how others are read: who is whom, who is erased, which words hold; and which
/// erasures have been carried out.
struct Landmarks: Sendable {
  static let types: EventTypes = [
    .samePerson, .notSamePerson, .erased, .vocabularyAdopted, .keyDestroyed,
  ]

  var ties = Ties()
  private(set) var vocabularies: [EventID: Adopted] = [:]
  /// Whom each erasure names.
  private(set) var erasures: [EventID: [Handle]] = [:]
  /// The receipts that an erasure has, by the machine that wrote them.
  private(set) var receipts: [EventID: [UInt64: EventID]] = [:]

  /// A vocabulary as it was adopted.
  struct Adopted: Sendable {
    let id: VocabularyID
    let recorded: Moment
    let yaml: [UInt8]
  }

  /// The words that hold now: the last adopted.
  var vocabulary: Adopted? {
    vocabularies.values.max { ($0.recorded, $0.id.event) < ($1.recorded, $1.id.event) }
  }

  /// The words of this hash.
  func vocabulary(_ hash: String) -> Adopted? { vocabularies.values.first { $0.id.hash == hash } }

  mutating func take(_ event: Event) throws {
    switch event.content {
    case .vocabularyAdopted(let yaml):
      let id = try VocabularyID(yaml: yaml, event: event.id)
      vocabularies[event.id] = Adopted(id: id, recorded: event.recorded, yaml: yaml)
    case .keyDestroyed(let destruction):
      receipts[destruction.erasure, default: [:]][event.id.origin] = event.id
    case .erased(let handles):
      erasures[event.id] = handles.filter { !$0.isOrganisation }
      ties.take(event)
    default: ties.take(event)
    }
  }

  mutating func settle() { ties.settle() }
}
