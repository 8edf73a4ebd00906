internal import Events
internal import Keyring
internal import Reading
internal import Synchronization

/// Holds the stored views of two generations against each other, by their opened bytes, and has each projection
/// say in its own words where they differ.
struct Comparing {
  let old: Generation
  let new: Generation
  let catalogue: Catalogue
  let keyring: Keyring
  let today: Day
  let naming: @Sendable (Kind, Language) -> String
  /// Of whom one of the two has not heard everything.
  let behind: Set<Handle>

  /// Persons that one thread takes at a time.
  private static let share = 32

  func run(_ crew: Crew, _ progress: Progress) throws -> Comparison {
    var comparison = Comparison(from: old.number, to: new.number)
    let handles = try handles()
    comparison.persons = handles.count
    comparison.people = try people(handles, crew, progress)
    comparison.sums = try sums()
    return comparison
  }

  /// Everybody of whom either has anything, in order.
  private func handles() throws -> [Handle] {
    try (old.stories + new.stories).reduce(into: Set<Handle>()) { $0.formUnion(try $1.handles()) }.sorted()
  }

  private func people(_ handles: [Handle], _ crew: Crew, _ progress: Progress) throws -> [Comparison.Person] {
    let next = Atomic(0)
    let found = try crew.gather(crew.count) { _ in
      let reader = try ViewReader(keyring)
      var found: [Comparison.Person] = []
      while case let start = next.add(Self.share, ordering: .relaxed).oldValue, start < handles.count {
        let share = handles[start..<min(start + Self.share, handles.count)]
        found += try share.compactMap { try person($0, reader) }
        progress.add(share.count)
      }
      return found
    }
    return found.flatMap(\.self).sorted { $0.handle < $1.handle }
  }

  /// Nil where nothing differs, and for whoever is erased by now.
  private func person(_ handle: Handle, _ reader: ViewReader) throws -> Comparison.Person? {
    do {
      let views = try catalogue.stories.indices.compactMap { try view($0, handle, reader) }
      return views.isEmpty ? nil : Comparison.Person(handle: handle, views: views)
    } catch let error as KeyringError where error.isForWantOfKey {
      return nil
    }
  }

  private func view(_ index: Int, _ handle: Handle, _ reader: ViewReader) throws -> ViewChanges? {
    let (before, after) = (
      try old.stories[index].opened(handle, reader), try new.stories[index].opened(handle, reader)
    )
    guard before != after else { return nil }
    let context = ChangeContext(person: handle, today: today, naming: naming)
    var changes = behind.contains(handle) ? [Change.newEvents] : []
    if let aside = after.aside ?? before.aside {
      changes.append(.standsStill(aside, after.aside != nil))
    } else {
      changes += try catalogue.stories[index].changes(before.bytes, after.bytes, context)
    }
    return ViewChanges(catalogue.stories[index].name, changes.isEmpty ? [.stored] : changes)
  }

  private func sums() throws -> [ViewChanges] {
    let reader = try ViewReader(keyring)
    let context = ChangeContext(person: .organisation, today: today, naming: naming)
    return try catalogue.tallies.indices.compactMap { index in
      let (before, after) = (try old.tallies[index].read(reader), try new.tallies[index].read(reader))
      guard before != after else { return nil }
      let changes = catalogue.tallies[index].changes(before, after, context)
      return ViewChanges(catalogue.tallies[index].name, changes.isEmpty ? [.stored] : changes)
    }
  }
}

/// A stored view, opened.
private struct OpenedView: Equatable {
  let bytes: [UInt8]?
  let aside: Aside?
}

extension StoryStore {
  fileprivate func opened(_ handle: Handle, _ reader: ViewReader) throws -> OpenedView {
    let found = try read(handle)
    return OpenedView(
      bytes: try found.sealed.map { try reader.open($0.span.bytes, handle, version) }, aside: found.aside)
  }
}

extension Change {
  fileprivate static let newEvents = Change(.newEvents) {
    $0.say(
      "den ene har hørt om hændelser, som den anden ikke har endnu",
      "one of the two has heard of events that the other has not yet")
  }

  fileprivate static let stored = Change(.stored) {
    $0.say("siger det samme, men er gemt anderledes", "says the same, and is stored otherwise")
  }

  fileprivate static func standsStill(_ aside: Aside, _ isNow: Bool) -> Change {
    Change(.standsStill, at: nil, aside.event) { language in
      isNow
        ? language.say(
          "står nu stille ved en hændelse, der ikke kan læses",
          "now stands still at an event that cannot be read")
        : language.say(
          "står ikke mere stille ved en hændelse, der ikke kunne læses",
          "no longer stands still at an event that could not be read")
    }
  }
}

/// What kinds are called, by the new words and, for those that they have no more, by the old.
struct KindNames: Sendable {
  private var names: [Kind: (danish: String, english: String)] = [:]

  init(_ old: CompiledVocabulary?, _ new: CompiledVocabulary?) {
    for kind in (old?.kinds ?? []) + (new?.kinds ?? []) { names[kind.kind] = (kind.danish, kind.english) }
  }

  func callAsFunction(_ kind: Kind, _ language: Language) -> String {
    names[kind].map { language.say($0.danish, $0.english) } ?? kind.rawValue
  }
}
