internal import Dispatch
internal import Foundation
internal import Releases
internal import Synchronization

/// All rows of a release as they are written, part after part.
struct Written: Sendable {
  private(set) var table = EventTable()
  private(set) var faults = Faults()
  /// How many rows each part holds.
  private(set) var parts: [Int] = []
  /// For each participant the part in which it stands.
  private(set) var partOf: [Int] = []

  init(_ folder: ReleaseFolder) throws(ScrutinyError) {
    var count = 0
    while FileManager.default.fileExists(atPath: folder.events(part: count)) { count += 1 }
    if count == 0 { throw .noEvents(path: folder.path) }
    let read = Mutex([Part?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { number in
      let part = Part(number: number, path: folder.events(part: number))
      read.withLock { $0[number] = part }
    }
    for part in read.withLock({ $0.compactMap(\.self) }) { add(part) }
    closeUp()
  }

  var participants: Int { table.cases.count }

  private mutating func add(_ part: Part) {
    let before = table.rows
    if table.columns.isEmpty { table.columns = part.table.columns.map { Column($0.name) } }
    for index in part.table.columns.indices {
      let column = part.table.columns[index]
      let codes = column.words.map { place(of: $0, in: index) }
      table.columns[index].codes.append(contentsOf: column.codes.lazy.map { codes[Int($0)] })
    }
    table.cases += part.table.cases
    partOf += [Int](repeating: part.number, count: part.table.cases.count)
    table.starts.append(contentsOf: part.table.starts.dropFirst().map { $0 + before })
    faults.add(part.faults)
    parts.append(part.table.rows)
  }

  private mutating func place(of word: String, in column: Int) -> UInt32 {
    if let known = table.columns[column].words.firstIndex(of: word) { return UInt32(known) }
    table.columns[column].words.append(word)
    return UInt32(table.columns[column].words.count - 1)
  }

  /// Takes out the columns in which nothing stands, and sees that nobody stands twice.
  private mutating func closeUp() {
    table.columns.removeAll { $0.words.allSatisfy(\.isEmpty) }
    let different = Set(table.cases).count
    if different < table.cases.count {
      let twice = Dictionary(grouping: table.cases, by: \.self).filter { $0.value.count > 1 }.keys.min() ?? ""
      for _ in different..<table.cases.count { faults.note(.order, "participant \(twice)") }
    }
  }
}
