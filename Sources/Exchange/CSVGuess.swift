internal import Events
internal import Formats

/// A map of a file that nobody has described, by the names of its columns and by what stands in them.
public struct CSVGuess: Sendable {
  private static let looked = 1000
  private static let delimiters: [UInt8] = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  private static var words: [(WritableKeyPath<CSVMap, String?>, [String])] {
    [
      (
        \.who,
        [
          "navn", "name", "borger", "deltager", "person", "who", "hvem", "participant", "client", "case",
          "sag",
        ]
      ),
      (\.at, ["sted", "stop", "where", "hvor", "place", "location", "lokation", "by", "adresse"]),
      (
        \.by,
        [
          "medarbejder", "helper", "hjælper", "skrevet af", "af", "author", "resource", "initialer", "staff",
          "frivillig",
        ]
      ),
      (\.kind, ["emne", "kind", "slags", "type", "kategori", "category", "topic", "aktivitet", "activity"]),
      (\.id, ["id", "nr", "nummer", "number", "løbenr"]),
    ]
  }
  private static let texts = [
    "tekst", "text", "notat", "note", "linje", "line", "beskrivelse", "description", "bemærkning",
    "kommentar", "comment",
    "hvad", "what", "journal", "activity", "aktivitet",
  ]
  private static let times = [
    "dato", "date", "tid", "time", "tidspunkt", "when", "hvornår", "timestamp", "klokken", "kl",
  ]

  /// - Returns: the map, and all columns of the file.
  public static func map(of path: String) throws -> (map: CSVMap, columns: [String]) {
    var best: (delimiter: UInt8, rows: [[String]]) = (delimiters[0], [])
    for delimiter in delimiters {
      var rows = try CSVRows(path: path, delimiter: delimiter)
      var found: [[String]] = []
      while found.count < looked, let row = try rows.next() { found.append(row.cells) }
      if best.rows.isEmpty || (found.first?.count ?? 0) > (best.rows.first?.count ?? 0) {
        best = (delimiter, found)
      }
    }
    var map = CSVMap()
    map.delimiter = String(UnicodeScalar(best.delimiter))
    let columns = best.rows.first ?? []
    guess(columns, Array(best.rows.dropFirst()), &map)
    return (map, columns)
  }

  private static func guess(_ columns: [String], _ rows: [[String]], _ map: inout CSVMap) {
    var free = columns
    func take(_ names: [String]) -> String? {
      let low = free.map { $0.lowercased().filter { $0 != "_" && $0 != "*" } }
      for name in names { if let place = low.firstIndex(of: name) { return free.remove(at: place) } }
      for name in names where name.count > 3 {
        if let place = low.firstIndex(where: { $0.contains(name) }) { return free.remove(at: place) }
      }
      return nil
    }
    while map.when.count < 2, let time = take(times) { map.when.append(time) }
    if let text = take(texts) { map.text = text }
    for (part, names) in words { map[keyPath: part] = take(names) }
    if map.text.isEmpty, let longest = longest(free, columns, rows) { map.text = longest }
    map.dates = dates(map, columns, rows)
  }

  /// The column whose cells hold most letters.
  private static func longest(_ free: [String], _ columns: [String], _ rows: [[String]]) -> String? {
    func letters(_ column: String) -> Int {
      guard let place = columns.firstIndex(of: column) else { return 0 }
      return rows.reduce(0) { $0 + ($1.indices.contains(place) ? $1[place].utf8.count : 0) }
    }
    return free.max { letters($0) < letters($1) }
  }

  /// The first way of writing dates that most rows follow; none where they are written as we do.
  private static func dates(_ map: CSVMap, _ columns: [String], _ rows: [[String]]) -> [String] {
    let places = map.when.compactMap { columns.firstIndex(of: $0) }
    guard !places.isEmpty else { return [] }
    let times = rows.map { row in
      places.compactMap { row.indices.contains($0) ? row[$0].trimmed : nil }.filter { !$0.isEmpty }
        .joined(separator: " ")
    }.filter { !$0.isEmpty && WrittenDate.read($0, among: []) == nil }
    guard !times.isEmpty else { return [] }
    let counts = WrittenDate.common.map { way in times.count { WrittenDate.read($0, way) != nil } }
    guard let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) else { return [] }
    return [WrittenDate.common[place]]
  }
}

extension String {
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
