import Releases

/// The stream as it would be written: events side by side of which the same is told are one row.
struct Rows {
  var coding: Coding
  var starts: [Int32] = [0]
  /// For each row its place in `alphabet`, its first event in the stream, and how many events it stands for.
  var item: [Int32] = []
  var first: [Int32] = []
  var count: [Int32] = []
  /// What is told, packed, in growing order.
  var alphabet: [UInt64] = []

  var participants: Int { starts.count - 1 }
  func rows(of participant: Int) -> Range<Int> { Int(starts[participant])..<Int(starts[participant + 1]) }

  /// `cap`: rows of one participant at most; the others are left out, and their events are answered by `beyond`.
  init(_ traces: Traces, _ stream: Stream, _ coding: Coding, cap: Int?) {
    self.coding = coding
    var packed: [UInt64] = []
    packed.reserveCapacity(stream.event.count)
    starts.reserveCapacity(stream.persons.count + 1)
    for participant in stream.persons.indices {
      let before = packed.count
      var start: Int32?
      for index in stream.events(of: participant) where stream.gone[index] == 0 {
        let since = start ?? stream.day[index]
        start = since
        let told = coding.packed(traces, stream.event[index], day: stream.day[index], since: since)
        if packed.count > before, packed[packed.count - 1] == told {
          count[packed.count - 1] += 1
          continue
        }
        if let cap, packed.count - before == cap { break }
        packed.append(told)
        first.append(Int32(index))
        count.append(1)
      }
      starts.append(Int32(packed.count))
    }
    number(packed)
  }

  /// Where few numbers are possible by a table, else by sorting.
  private mutating func number(_ packed: [UInt64]) {
    let bound = Int((packed.max() ?? 0) + 1)
    guard bound <= 1 << 24 else {
      var last: UInt64?
      for value in packed.sorted() where value != last {
        alphabet.append(value)
        last = value
      }
      let numbers = Dictionary(uniqueKeysWithValues: alphabet.enumerated().map { ($1, Int32($0)) })
      item = packed.map { numbers[$0] ?? 0 }
      return
    }
    var table = Array(repeating: Int32(-1), count: bound)
    for value in packed { table[Int(value)] = 0 }
    for value in table.indices where table[value] == 0 {
      table[value] = Int32(alphabet.count)
      alphabet.append(UInt64(value))
    }
    item = packed.map { table[Int($0)] }
  }

  /// The events of a row, in the stream that the rows were made of.
  func events(of row: Int, in stream: Stream) -> [Int] {
    var events: [Int] = []
    var index = Int(first[row])
    while events.count < Int(count[row]) {
      if stream.gone[index] == 0 { events.append(index) }
      index += 1
    }
    return events
  }
}
