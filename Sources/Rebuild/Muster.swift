internal import Events

/// The persons of a census in the order of their keepers, cut into batches whose records fit into memory.
struct Muster {
  struct Person {
    let keeper: Handle
    var bytes = 0
    var records = 0
  }

  private(set) var persons: [Person] = []
  /// For each handle of the census, its person; nil for the organisation and the erased.
  private(set) var person: [Int?]

  init(_ census: Census) {
    let ties = census.landmarks.ties
    person = census.handles.map { _ in nil }
    var byKeeper: [Handle: Int] = [:]
    let order = census.handles.indices.dropFirst().filter { !ties.isErased(census.handles[$0]) }
    let keepers = order.map { ties.keeper(of: census.handles[$0]) ?? census.handles[$0] }
    for keeper in Set(keepers).sorted() {
      byKeeper[keeper] = persons.count
      persons.append(Person(keeper: keeper))
    }
    for (index, keeper) in zip(order, keepers) {
      guard let number = byKeeper[keeper] else { continue }
      person[index] = number
      persons[number].bytes += census.bytes[index]
      persons[number].records += census.records[index]
    }
  }

  /// Ranges of persons, each of at most `budget` bytes or one person.
  func batches(budget: Int) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (start, sum) = (0, 0)
    for (index, person) in persons.enumerated() {
      if index > start, sum + person.bytes > budget {
        batches.append(start..<index)
        (start, sum) = (index, 0)
      }
      sum += person.bytes
    }
    if start < persons.count { batches.append(start..<persons.count) }
    return batches
  }
}
