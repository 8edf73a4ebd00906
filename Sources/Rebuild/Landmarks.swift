internal import Events

/// The few events that govern how others are read: who is whom, who is erased, which words hold.
struct Landmarks: Sendable {
  static let types: EventTypes = [.samePerson, .notSamePerson, .erased, .vocabularyAdopted]

  private(set) var ties = Ties()
  private(set) var vocabularies: [EventID: Adopted] = [:]

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

  mutating func take(_ event: Event) throws {
    if case .vocabularyAdopted(let yaml) = event.content {
      let id = try VocabularyID(yaml: yaml, event: event.id)
      vocabularies[event.id] = Adopted(id: id, recorded: event.recorded, yaml: yaml)
    } else {
      ties.take(event)
    }
  }

  mutating func settle() { ties.settle() }
}
