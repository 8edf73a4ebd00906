/// The items of each participant in an order in which a pattern is part of them exactly if it is a subsequence: in
/// the order of the rows where the order is known, else by number. So one way of counting serves all knowledge.
struct Sequences: Sendable {
  let alphabet: Int
  /// Where each participant's items begin, and after the last one how many there are.
  private(set) var starts: [Int32] = [0]
  private(set) var items: [Int32] = []
  /// For each place its participant.
  private(set) var owner: [Int32] = []

  /// Each participant's different items: by where they stand first, and where that is.
  private(set) var ranges: [Int32] = [0]
  private(set) var firstItems: [Int32] = []
  private(set) var firstPlaces: [Int32] = []
  /// By where they stand last, the last one first.
  private(set) var lastItems: [Int32] = []
  private(set) var lastPlaces: [Int32] = []

  /// For each item where it stands, in order: `places[postings[item]..<postings[item + 1]]`.
  private(set) var postings: [Int32] = []
  private(set) var places: [Int32] = []

  enum Order { case asTold, sorted(copies: Int) }

  init(_ codes: [UInt32], starts rows: [Int], alphabet: Int, order: Order) {
    self.alphabet = alphabet
    items.reserveCapacity(codes.count)
    owner.reserveCapacity(codes.count)
    for person in rows.indices.dropLast() {
      add(codes[rows[person]..<rows[person + 1]], order)
      for _ in owner.count..<items.count { owner.append(Int32(person)) }
      starts.append(Int32(items.count))
    }
    noteEnds()
    post()
  }

  var people: Int { starts.count - 1 }

  private mutating func add(_ codes: ArraySlice<UInt32>, _ order: Order) {
    guard case .sorted(let copies) = order else {
      items.append(contentsOf: codes.lazy.map { Int32($0) })
      return
    }
    let begin = items.count
    for code in codes.sorted() {
      let item = Int32(code)
      if items.count - begin >= copies, items[items.count - copies] == item { continue }
      items.append(item)
    }
  }

  private mutating func noteEnds() {
    var met = [Int32](repeating: -1, count: alphabet)
    for person in 0..<people {
      let range = Int(starts[person])..<Int(starts[person + 1])
      for place in range where met[Int(items[place])] != Int32(2 * person) {
        met[Int(items[place])] = Int32(2 * person)
        firstItems.append(items[place])
        firstPlaces.append(Int32(place))
      }
      for place in range.reversed() where met[Int(items[place])] != Int32(2 * person + 1) {
        met[Int(items[place])] = Int32(2 * person + 1)
        lastItems.append(items[place])
        lastPlaces.append(Int32(place))
      }
      ranges.append(Int32(firstItems.count))
    }
  }

  private mutating func post() {
    postings = [Int32](repeating: 0, count: alphabet + 1)
    for item in items { postings[Int(item) + 1] += 1 }
    for item in 0..<alphabet { postings[item + 1] += postings[item] }
    var next = postings
    places = [Int32](repeating: 0, count: items.count)
    for (place, item) in items.enumerated() {
      places[Int(next[Int(item)])] = Int32(place)
      next[Int(item)] += 1
    }
  }

  /// Participants and places of an item, participant by participant.
  func occurrences(_ item: Int) -> ArraySlice<Int32> { places[Int(postings[item])..<Int(postings[item + 1])] }
}
