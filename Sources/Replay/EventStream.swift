public import Events
public import Releases

/// The events of a release in one order over all participants: by time, then by pseudonym, then by number. Within a
/// participant they stand as they do in the release.
public struct EventStream: Sendable {
  public let table: EventTable
  /// Rows of the table, in the order of the stream.
  public private(set) var rows: [Int32]
  /// For each row of the table the place of its participant among `table.cases`.
  let owners: [Int32]
  private let times: [ReleasedTime]
  private let timeCodes: [UInt32]?

  public init(_ table: EventTable) throws(ReplayError) {
    let time = table[ReleaseColumn.time.rawValue]
    let scale = try TimeScale(time)
    (self.table, times, timeCodes) = (table, scale.times, time?.codes)
    var owners = Array(repeating: Int32(0), count: table.rows)
    var ordered: [Int32] = []
    ordered.reserveCapacity(table.rows)
    for index in table.cases.indices.sorted(by: { table.cases[$0] < table.cases[$1] }) {
      for row in table.rows(of: index) {
        owners[row] = Int32(index)
        ordered.append(Int32(row))
      }
    }
    self.owners = owners
    rows = time.map { Self.sorted(ordered, $0.codes, scale.ranks) } ?? ordered
  }

  /// A counting sort: rows of the same time keep their order.
  private static func sorted(_ rows: [Int32], _ codes: [UInt32], _ ranks: [Int]) -> [Int32] {
    var starts = Array(repeating: 0, count: ranks.count + 1)
    for row in rows { starts[ranks[Int(codes[Int(row)])] + 1] += 1 }
    for rank in ranks.indices { starts[rank + 1] += starts[rank] }
    var sorted = Array(repeating: Int32(0), count: rows.count)
    for row in rows {
      let rank = ranks[Int(codes[Int(row)])]
      sorted[starts[rank]] = row
      starts[rank] += 1
    }
    return sorted
  }

  public func time(of row: Int32) -> ReleasedTime {
    timeCodes.map { times[Int($0[Int(row)])] } ?? .elapsed(0, nil)
  }

  /// The first day that the time of a row can mean.
  public func day(of row: Int32) -> Day { time(of: row).first }

  /// Only what begins within these days; nil is open.
  public func within(_ from: Day?, _ until: Day?) -> EventStream {
    var stream = self
    stream.rows = rows.filter { row in
      let day = day(of: row)
      return from.map { day >= $0 } ?? true && until.map { day <= $0 } ?? true
    }
    return stream
  }

  /// Only one participant's.
  public func only(_ participant: String) throws(ReplayError) -> EventStream {
    guard let index = table.cases.firstIndex(of: participant) else { throw .noParticipant(participant) }
    var stream = self
    stream.rows = rows.filter { owners[Int($0)] == index }
    return stream
  }

  /// Neighbours in the stream that begin on the same day, up to a place.
  func sameDay(from place: Int, before last: Int) -> Range<Int> {
    let day = day(of: rows[place])
    var end = place + 1
    while end < last, self.day(of: rows[end]) == day { end += 1 }
    return place..<end
  }
}
