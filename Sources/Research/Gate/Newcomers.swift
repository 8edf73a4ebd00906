public import Events
public import Releases

/// Who must wait for a later release. Whoever is known to have come after a live release can only be one of those
/// whose streams are in the new one and not in the old, since nearly every stream is found again in both by what
/// is the same in it. So among those alone, too, whoever has told up to `length` events must find `people` or
/// nobody.
///
/// That somebody is in both, or is gone, is not concluded that way: a secret share of both was left out, and
/// explains why somebody's stream is missing.
///
/// Source: Fung and others, Anonymity for continuous data publishing, 2008 (backward attack).
public struct Newcomers: Sendable {
  private let length: Int
  private let least: Int

  /// - Parameters:
  ///   - length: L.
  ///   - people: K.
  public init(length: Int, people: Int) { (self.length, least) = (length, people) }

  /// Those who joined after a live release and whose patterns are too few among the new. Leave them out, make the
  /// release again, and ask again, until nobody is exposed: their leaving makes others rarer.
  ///
  /// - Parameter owners: whose each case is.
  public func exposed(in table: EventTable, of owners: [Handle], beside live: [LiveRelease]) -> Set<Handle> {
    let items = Items(table)
    var exposed: Set<Handle> = []
    for release in live where release.tier != .c {
      let new = owners.indices.filter { release.people.members[owners[$0]] == nil }
      let late = Set(new.filter { !release.people.eligible.contains(owners[$0]) })
      guard !late.isEmpty else { continue }
      var search = Search(items: items, late: late, least: least, length: length)
      search.extend(new.map { Match(person: $0, from: 0) }, depth: 0)
      exposed.formUnion(search.found.map { owners[$0] })
    }
    return exposed
  }
}

/// One case, and the place after the leftmost match of the pattern so far.
private struct Match {
  var person: Int
  var from: Int
}

/// What an adversary can know of an event: all released columns but the count, as one number.
private struct Items {
  private(set) var traces: [[Int]] = []

  init(_ table: EventTable) {
    let columns = table.columns.filter { $0.name != ReleaseColumn.count.rawValue }
    var numbers: [[UInt32]: Int] = [:]
    for person in table.cases.indices {
      traces.append(
        table.rows(of: person).map { row in
          let item = columns.map { $0.codes[row] }
          let number = numbers[item] ?? numbers.count
          numbers[item] = number
          return number
        })
    }
  }
}

/// Ordered patterns; those without order are in no fewer streams.
private struct Search {
  let items: Items
  let late: Set<Int>
  let least: Int
  let length: Int
  private(set) var found: Set<Int> = []

  init(items: Items, late: Set<Int>, least: Int, length: Int) {
    (self.items, self.late, self.least, self.length) = (items, late, least, length)
  }

  mutating func extend(_ matches: [Match], depth: Int) {
    var after: [Int: [Match]] = [:]
    for match in matches {
      var seen: Set<Int> = []
      let trace = items.traces[match.person]
      for place in match.from..<trace.count where seen.insert(trace[place]).inserted {
        after[trace[place], default: []].append(Match(person: match.person, from: place + 1))
      }
    }
    for matches in after.values {
      let mine = matches.filter { late.contains($0.person) }
      if mine.isEmpty { continue }
      if matches.count < least {
        found.formUnion(mine.map(\.person))
      } else if depth + 1 < length {
        extend(matches, depth: depth + 1)
      }
    }
  }
}
