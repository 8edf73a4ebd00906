internal import Events
internal import Journal

/// The persons of a census in the order of their keepers, cut into batches whose records fit into memory.
struct Muster: Sendable {
  /// By person.
  let keepers: [Handle]
  /// For each section of the log and each of its handles, the person; `nobody` for the organisation and the
  /// erased.
  private(set) var persons: [[UInt32]] = []
  /// For each section of the log, the room that each person's records take in it.
  private(set) var rooms: [[Room]] = []

  static let nobody = UInt32.max

  /// - Parameter share: whom of all.
  init(_ census: Census, _ share: Share = .whole) {
    let ties = census.landmarks.ties
    func keeper(_ handle: Handle) -> Handle? {
      guard !handle.isOrganisation, !ties.isMute(handle) else { return nil }
      let keeper = ties.keeper(of: handle) ?? handle
      return share.holds(keeper) ? keeper : nil
    }
    keepers = Set(census.sections.lazy.flatMap(\.handles).compactMap(keeper)).sorted()
    var numbers: [Handle: UInt32] = [:]
    numbers.reserveCapacity(keepers.count)
    for (number, keeper) in keepers.enumerated() { numbers[keeper] = UInt32(number) }
    for section in census.sections {
      let persons = section.handles.map { keeper($0).flatMap { numbers[$0] } ?? Self.nobody }
      var rooms = [Room](repeating: Room(), count: keepers.count)
      for (number, person) in persons.enumerated() where person != Self.nobody {
        rooms[Int(person)].add(section.rooms[number])
      }
      self.persons.append(persons)
      self.rooms.append(rooms)
    }
  }

  /// How many records a person has.
  func records(of person: Int) -> Int { rooms.reduce(0) { $0 + $1[person].records } }

  /// Ranges of the persons after `told`, each of at most `budget` bytes or one person.
  func batches(budget: Int, after told: Handle = .organisation) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    let first = keepers.firstIndex { $0 > told } ?? keepers.count
    var (start, sum) = (first, 0)
    for person in first..<keepers.count {
      let bytes = rooms.reduce(0) { $0 + $1[person].bytes }
      if person > start, sum + bytes > budget {
        batches.append(start..<person)
        (start, sum) = (person, 0)
      }
      sum += bytes
    }
    if start < keepers.count { batches.append(start..<keepers.count) }
    return batches
  }

  /// Cuts persons into ranges of about the same weight.
  func shares(of persons: Range<Int>, weighing weight: Int) -> [Range<Int>] {
    var shares: [Range<Int>] = []
    var (start, sum) = (persons.lowerBound, 0)
    for person in persons {
      sum += rooms.reduce(0) { $0 + $1[person].bytes }
      guard sum >= weight else { continue }
      shares.append(start..<(person + 1))
      (start, sum) = (person + 1, 0)
    }
    if start < persons.upperBound { shares.append(start..<persons.upperBound) }
    return shares
  }

  /// The records of a batch, section by section.
  func arenas(_ batch: Range<Int>, _ journal: Journal, _ census: Census, _ crew: Crew) throws -> [Arena] {
    try crew.gather(census.sections.count) { index in
      var arena = Arena(rooms[index][batch])
      try arena.gather(batch, journal, census.sections[index], persons[index])
      return arena
    }
  }
}
