internal import Events

/// The views of some persons, sealed and ready to be stored: side by side in one piece of memory, and for each
/// store the places of its own, in the order in which the persons were told.
///
/// A person who is not among a store's leaves has there what they had before.
struct Sheaf: Sendable {
  /// What is kept under one handle in one store.
  struct Leaf: Sendable {
    let keeper: Handle
    /// Where in `sealed`; nil when nothing is to be kept.
    let place: Range<Int>?
  }

  var sealed: [UInt8] = []
  /// For each story projection, in the catalogue's order.
  private(set) var views: [[Leaf]]
  /// For each tally, what each person adds to it.
  private(set) var parts: [[Leaf]]
  /// For each story projection, the events that cannot be read and that stop a person's view.
  private(set) var asides: [[Handle: Aside]]

  init(_ catalogue: Catalogue) {
    views = catalogue.stories.map { _ in [] }
    parts = catalogue.tallies.map { _ in [] }
    asides = catalogue.stories.map { _ in [:] }
  }

  /// What has been sealed from `start` on is this person's view.
  mutating func add(view index: Int, of keeper: Handle, from start: Int) {
    views[index].append(Leaf(keeper: keeper, place: start..<sealed.count))
  }

  mutating func add(part index: Int, of keeper: Handle, from start: Int) {
    parts[index].append(Leaf(keeper: keeper, place: start..<sealed.count))
  }

  mutating func add(noView index: Int, of keeper: Handle, _ aside: Aside? = nil) {
    views[index].append(Leaf(keeper: keeper, place: nil))
    asides[index][keeper] = aside
  }

  mutating func add(noPart index: Int, of keeper: Handle) {
    parts[index].append(Leaf(keeper: keeper, place: nil))
  }

  /// No views: what was kept under the handle is taken away.
  mutating func add(nothingOf keeper: Handle) {
    for index in views.indices { add(noView: index, of: keeper) }
    for index in parts.indices { add(noPart: index, of: keeper) }
  }
}
