internal import Releases

/// From the rows of some cases to the chunks of a row group. Dictionaries hold what the group uses, no more.
struct ParquetColumns: Sendable {
  let table: EventTable
  let shape: TableShape

  /// What each column is called and holds, in the order of the chunks.
  var schema: [(name: String, type: ParquetType, isOptional: Bool)] {
    [(shape.caseName, .text, false), (shape.sequence, .int, false)]
      + table.columns.map { ($0.name, .text, true) }
  }

  func chunks(of cases: ArraySlice<Int>) -> [ParquetChunk] {
    [caseNames(cases), sequence(cases)] + table.columns.map { chunk($0, cases) }
  }

  private func caseNames(_ cases: ArraySlice<Int>) -> ParquetChunk {
    var codes: [UInt32] = []
    for (place, index) in cases.enumerated() {
      codes.append(contentsOf: repeatElement(UInt32(place), count: table.rows(of: index).count))
    }
    return text(shape.caseName, cases.map { table.cases[$0] }, codes, present: nil)
  }

  private func sequence(_ cases: ArraySlice<Int>) -> ParquetChunk {
    let codes = cases.flatMap { 0..<UInt32(table.rows(of: $0).count) }
    let longest = UInt32(cases.map { table.rows(of: $0).count }.max() ?? 0)
    var dictionary: [UInt8] = []
    for number in 0..<longest { dictionary.append(little: number + 1) }
    var (least, greatest) = ([UInt8](), [UInt8]())
    least.append(little: 1)
    greatest.append(little: longest)
    return ParquetChunk(
      shape.sequence, .int, present: nil, codes: codes, dictionary: dictionary, words: Int(longest),
      range: codes.isEmpty ? nil : (least, greatest))
  }

  private func chunk(_ column: Column, _ cases: ArraySlice<Int>) -> ParquetChunk {
    let absent = UInt32.max
    var places = [UInt32](repeating: absent, count: column.words.count)
    var words: [String] = []
    var codes: [UInt32] = []
    var present: [UInt32] = []
    let isEmpty = column.words.map(\.isEmpty)
    for index in cases {
      for code in column.codes[table.rows(of: index)] {
        let code = Int(code)
        present.append(isEmpty[code] ? 0 : 1)
        if isEmpty[code] { continue }
        if places[code] == absent {
          places[code] = UInt32(words.count)
          words.append(column.words[code])
        }
        codes.append(places[code])
      }
    }
    return text(column.name, words, codes, present: present)
  }

  private func text(
    _ name: String, _ words: [String], _ codes: [UInt32], present: [UInt32]?
  ) -> ParquetChunk {
    var dictionary: [UInt8] = []
    for word in words {
      dictionary.append(little: UInt32(word.utf8.count))
      dictionary.append(word)
    }
    let order = words.map { Array($0.utf8) }
    let range = order.min(by: { $0.lexicographicallyPrecedes($1) }).flatMap { least in
      order.max(by: { $0.lexicographicallyPrecedes($1) }).map { (least, $0) }
    }
    return ParquetChunk(
      name, .text, present: present, codes: codes, dictionary: dictionary, words: words.count, range: range)
  }
}
