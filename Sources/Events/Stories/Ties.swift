/// Which handles are the same person. Built from the tie events alone, so that it comes out the same in
/// whatever order they arrived; a merge is undone by a later word that they are not the same.
public struct Ties: Sendable {
  private struct Pair: Hashable {
    let a: Handle
    let b: Handle
    init(_ x: Handle, _ y: Handle) { (a, b) = x < y ? (x, y) : (y, x) }
  }

  private struct Word {
    let recorded: Moment
    let id: EventID
    let same: Bool

    func isAfter(_ other: Word) -> Bool { (recorded, id) > (other.recorded, other.id) }
  }

  /// The last word of each who told it, by the pair. A tie is told in both stories; what stood in the story of
  /// somebody erased counts no more, here as on a machine that can no longer read it.
  private var words: [Pair: [Handle: Word]] = [:]
  private var dead: Set<Handle> = []
  /// Those whose key is not here: it has not come from the machine that drew it, or never will. Nothing of
  /// theirs can be read, and nothing be kept under them.
  public var absent: Set<Handle> = []
  private var groups: [Handle: [Handle]] = [:]
  private var kin: [Handle: [Handle]] = [:]

  public init() {}

  /// Takes tie events and erasures; all others pass. Call `settle` before asking.
  public mutating func take(_ event: Event) {
    switch event.content {
    case .samePerson(let other): take(Pair(event.handle, other), event, same: true)
    case .notSamePerson(let other): take(Pair(event.handle, other), event, same: false)
    case .erased(let handles): dead.formUnion(handles.filter { !$0.isOrganisation })
    default: break
    }
  }

  private mutating func take(_ pair: Pair, _ event: Event, same: Bool) {
    guard pair.a != pair.b, !pair.a.isOrganisation else { return }
    let word = Word(recorded: event.recorded, id: event.id, same: same)
    if let before = words[pair]?[event.handle], before.isAfter(word) { return }
    words[pair, default: [:]][event.handle] = word
  }

  /// Works out the groups from all that was taken.
  public mutating func settle() {
    groups = Self.joined(words.filter { isSame($0.value) }.map(\.key))
    kin = Self.joined(Array(words.keys))
  }

  private func isSame(_ told: [Handle: Word]) -> Bool {
    told.filter { !dead.contains($0.key) }.values.max { $1.isAfter($0) }?.same ?? false
  }

  /// All that hang together by pairs, for each of them.
  private static func joined(_ pairs: [Pair]) -> [Handle: [Handle]] {
    var neighbours: [Handle: [Handle]] = [:]
    for pair in pairs {
      neighbours[pair.a, default: []].append(pair.b)
      neighbours[pair.b, default: []].append(pair.a)
    }
    var groups: [Handle: [Handle]] = [:]
    for start in neighbours.keys where groups[start] == nil {
      var members: Set<Handle> = [start]
      var front = [start]
      while let handle = front.popLast() {
        for next in neighbours[handle] ?? [] where members.insert(next).inserted { front.append(next) }
      }
      let sorted = members.sorted()
      for member in sorted { groups[member] = sorted }
    }
    return groups
  }

  /// All who were ever said to be the same or not to be, the erased among them: whoever a word or an erasure
  /// may bring together or part.
  public func kin(of handle: Handle) -> [Handle] { kin[handle] ?? [handle] }

  /// All handles of the person, in order; just the one when it is tied to no other.
  public func members(of handle: Handle) -> [Handle] { groups[handle] ?? [handle] }

  /// The handle under which the person's views are kept: the first that lives and has a key here, nil when
  /// there is none.
  public func keeper(of handle: Handle) -> Handle? {
    members(of: handle).first { !dead.contains($0) && !absent.contains($0) }
  }

  /// Whether nothing of this handle may or can be told.
  public func isMute(_ handle: Handle) -> Bool { dead.contains(handle) || absent.contains(handle) }

  public func isErased(_ handle: Handle) -> Bool { dead.contains(handle) }

  public var erased: Set<Handle> { dead }

  /// Every handle that is tied to another.
  public var tied: Set<Handle> { Set(groups.keys) }
}
