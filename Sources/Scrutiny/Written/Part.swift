internal import Releases

/// The rows of one file, and what is wrong with them.
struct Part: Sendable {
  let number: Int
  var table = EventTable()
  var faults = Faults()

  init(number: Int, path: String) {
    self.number = number
    // A part that cannot be opened or unpacked is a finding of the verdict, whatever the reason.
    guard let bytes = try? Bytes.opened(path) else {
      faults.note(.unreadable, "events/part=\(number)")
      return
    }
    var filling = Filling(number)
    bytes.withUnsafeBufferPointer { filling.read($0) }
    (table, faults) = (filling.table, filling.faults)
  }
}

/// A part while it is read.
private struct Filling {
  let part: Int
  private var cases: [[UInt8]] = []
  private var starts: [Int] = []
  private var words = ReleaseColumn.allCases.map { _ in Numbering() }
  private var codes = ReleaseColumn.allCases.map { _ in [UInt32]() }
  private var rows = 0
  private(set) var faults = Faults()

  init(_ part: Int) { self.part = part }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = RowReader(bytes)
    while true {
      switch reader.next() {
      case .end: return
      case .unreadable: note(.unreadable, reader)
      case .strange:
        note(.column, reader)
        add(reader)
      case .row: add(reader)
      }
    }
  }

  private mutating func note(_ kind: Faults.Kind, _ reader: RowReader) {
    let part = part
    faults.note(kind, "events/part=\(part), line \(reader.line)")
  }

  private mutating func add(_ reader: RowReader) {
    guard let pid = reader.value(RowReader.participant), let seq = reader.value(RowReader.sequence) else {
      return note(.column, reader)
    }
    begin(pid, reader)
    if number(seq) != rows - (starts.last ?? 0) + 1 { note(.numbering, reader) }
    for column in codes.indices {
      let value = reader.value(RowReader.firstColumn + column) ?? UnsafeBufferPointer(start: nil, count: 0)
      codes[column].append(words[column].number(value))
    }
    rows += 1
  }

  /// A new participant, unless it is the one of the row before.
  private mutating func begin(_ pid: UnsafeBufferPointer<UInt8>, _ reader: RowReader) {
    if let last = cases.last {
      if last.elementsEqual(pid) { return }
      if !last.lexicographicallyPrecedes(pid) { note(.order, reader) }
    }
    cases.append(Array(pid))
    starts.append(rows)
  }

  private func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int {
    digits.count > 9 ? -1 : digits.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  var table: EventTable {
    EventTable(
      cases: cases.map { String(decoding: $0, as: UTF8.self) }, starts: starts + [rows],
      columns: zip(ReleaseColumn.allCases, zip(words, codes)).map { column, filled in
        Column(
          column.rawValue, words: filled.0.words.map { String(decoding: $0, as: UTF8.self) },
          codes: filled.1)
      })
  }
}
