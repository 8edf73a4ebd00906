internal import Dispatch
internal import Glibc
public import Releases
internal import Synchronization

extension EventTable {
  /// Reads the JSON Lines of a release, all parts, with the columns in the order of ``ReleaseColumn`` and then of
  /// their names. Checks that cases are whole, in one part each, and numbered from 1.
  public init(reading folder: ReleaseFolder, shape: TableShape = TableShape()) throws(FormatError) {
    var parts: [String] = []
    while access(folder.events(part: parts.count), F_OK) == 0 {
      parts.append(folder.events(part: parts.count))
    }
    if parts.isEmpty {
      throw .file(
        path: folder.events(part: 0), doing: "open", reason: "there is no such file; is this a release?")
    }
    try self.init(reading: parts, shape: shape)
  }

  /// Reads files of JSON Lines (packed or not), together one table, sorted by case.
  public init(reading paths: [String], shape: TableShape = TableShape()) throws(FormatError) {
    let read = Mutex([Result<JSONLinesReader, FormatError>?](repeating: nil, count: paths.count))
    DispatchQueue.concurrentPerform(iterations: paths.count) { place in
      let result = Result { () throws(FormatError) in
        var reader = JSONLinesReader(paths[place], shape)
        try reader.read(InputFile.bytes(of: paths[place]))
        return reader
      }
      read.withLock { $0[place] = result }
    }
    var parts: [JSONLinesReader] = []
    for result in read.withLock({ $0 }) { if let result { parts.append(try result.get()) } }
    try self.init(joining: parts)
  }

  private init(joining parts: [JSONLinesReader]) throws(FormatError) {
    self.init()
    let order = parts.indices.flatMap { part in parts[part].cases.indices.map { (part, $0) } }
      .sorted { parts[$0.0].cases[$0.1] < parts[$1.0].cases[$1.1] }
    for (part, index) in order {
      let name = parts[part].cases[index]
      if name == cases.last {
        throw .content(path: parts[part].path, line: 0, reason: "\(name) stands in more than one place")
      }
      cases.append(name)
      starts.append(starts[starts.count - 1] + parts[part].rows(of: index).count)
    }
    let names = Set(parts.flatMap { $0.columns.map(\.name) }).sorted {
      EventTable.place($0) < EventTable.place($1)
    }
    columns = names.map { name in EventTable.join(name, parts, order) }
  }

  private static func place(_ name: String) -> (Int, String) {
    let known = ReleaseColumn.allCases.firstIndex { $0.rawValue == name }
    return (known ?? ReleaseColumn.allCases.count, name)
  }

  private static func join(
    _ name: String, _ parts: [JSONLinesReader], _ order: [(part: Int, index: Int)]
  ) -> Column {
    var words = WordList()
    let columns = parts.map { part in part.columns.first { $0.name == name } }
    let codes = columns.map { column in column.map { $0.words.words.map { words.code($0) } } ?? [] }
    let absent = columns.contains { $0 == nil } ? words.code("") : 0
    var joined: [UInt32] = []
    for (part, index) in order {
      let rows = parts[part].rows(of: index)
      if let column = columns[part] {
        joined.append(contentsOf: column.codes[rows].map { codes[part][Int($0)] })
      } else {
        joined.append(contentsOf: repeatElement(absent, count: rows.count))
      }
    }
    return Column(name, words: words.words, codes: joined).sorted()
  }
}

/// Different words, each with its number.
struct WordList: Sendable {
  private(set) var words: [String] = []
  private var codes: [Letters: UInt32] = [:]

  mutating func code(_ word: String) -> UInt32 {
    if let code = codes[Letters(text: word)] { return code }
    let code = UInt32(words.count)
    words.append(word)
    codes[Letters(text: word)] = code
    return code
  }

  /// Texts are the same when their bytes are; Swift takes é for e with an accent.
  private struct Letters: Hashable {
    let text: String

    static func == (one: Letters, other: Letters) -> Bool { one.text.utf8.elementsEqual(other.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}

extension Column {
  /// With its words in order, so that equal columns are equal; words that no row has are left out.
  public func sorted() -> Column {
    var isUsed = [Bool](repeating: false, count: words.count)
    for code in codes { isUsed[Int(code)] = true }
    let order = words.indices.filter { isUsed[$0] }.sorted { words[$0] < words[$1] }
    var places = [UInt32](repeating: 0, count: words.count)
    for (place, code) in order.enumerated() { places[code] = UInt32(place) }
    return Column(name, words: order.map { words[$0] }, codes: codes.map { places[Int($0)] })
  }
}
