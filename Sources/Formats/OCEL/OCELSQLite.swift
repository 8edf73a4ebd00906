internal import Releases

/// OCEL 2.0 in SQLite, with every key that the standard asks for. A table of objects related to objects must be there
/// even where none are.
struct OCELSQLiteWriter {
  private let log: ObjectLog
  private let database: Database
  /// The name of a type's table, after `event_` or `object_`.
  private let (eventTables, objectTables): ([String: String], [String: String])

  init(_ log: ObjectLog, at path: String) throws(FormatError) {
    self.log = log
    database = try Database(path)
    eventTables = Self.tables(of: log.types)
    objectTables = Self.tables(of: log.objectTypes)
  }

  /// Letters and digits of each type; a number where two would be the same, or the same as a table of the standard.
  private static func tables(of types: [String]) -> [String: String] {
    var taken: Set<String> = ["object", "map_type"]
    var tables: [String: String] = [:]
    for type in types {
      let plain = String(type.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
      var (name, number) = (plain, 2)
      while !taken.insert(name.lowercased()).inserted {
        name = "\(plain)_\(number)"
        number += 1
      }
      tables[type] = name
    }
    return tables
  }

  func write() throws(FormatError) -> WrittenFile {
    try makeTables()
    try types()
    try objects()
    try events()
    return try database.finish(rows: log.table.rows)
  }

  private func makeTables() throws(FormatError) {
    try database.run(Self.fixed)
    for type in log.types {
      let columns = ([log.shape.sequence] + log.attributes.map(\.name)).map { ", \($0.quoted) TEXT" }.joined()
      try database.run(
        """
        CREATE TABLE \("event_\(eventTables[type] ?? type)".quoted) (
          ocel_id TEXT PRIMARY KEY REFERENCES event(ocel_id), ocel_time TIMESTAMP NOT NULL\(columns)
        ) WITHOUT ROWID
        """)
    }
    for type in log.objectTypes {
      try database.run(
        """
        CREATE TABLE \("object_\(objectTables[type] ?? type)".quoted) (
          ocel_id TEXT PRIMARY KEY REFERENCES object(ocel_id), ocel_time TIMESTAMP NOT NULL, ocel_changed_field TEXT
        ) WITHOUT ROWID
        """)
    }
  }

  private func types() throws(FormatError) {
    for (kind, names) in [("event", eventTables), ("object", objectTables)] {
      let row = try database.prepare("INSERT INTO \(kind)_map_type VALUES (?, ?)")
      for type in kind == "event" ? log.types : log.objectTypes { try row.put([type, names[type] ?? type]) }
    }
  }

  private func objects() throws(FormatError) {
    let all = try database.prepare("INSERT INTO object VALUES (?, ?)")
    let words = [log.table.cases] + log.things.map { $0.used.filter { !$0.isEmpty } }
    for (type, words) in zip(log.objectTypes, words) {
      let own = try database.prepare(
        "INSERT INTO \("object_\(objectTables[type] ?? type)".quoted) VALUES (?, ?, NULL)")
      for word in words {
        let id = log.id(type, word)
        try all.put([id, type])
        // The standard's moment for what always held.
        try own.put([id, "1970-01-01T00:00:00+00:00"])
      }
    }
  }

  private func events() throws(FormatError) {
    let all = try database.prepare("INSERT INTO event VALUES (?, ?)")
    let relation = try database.prepare("INSERT INTO event_object VALUES (?, ?, ?)")
    var own: [String: Database.Row] = [:]
    let marks = String(repeating: ", ?", count: log.attributes.count + 2)
    for type in log.types {
      own[type] = try database.prepare(
        "INSERT INTO \("event_\(eventTables[type] ?? type)".quoted) VALUES (?\(marks))")
    }
    for index in log.table.cases.indices {
      let name = log.table.cases[index]
      var last = Int.min
      for (number, row) in log.table.rows(of: index).enumerated() {
        let (id, type) = ("\(name)-\(number + 1)", log.type(of: row))
        let time = log.clock.text(row, number: number + 1, last: &last)
        try all.put([id, type])
        try own[type]?.put([id, time, "\(number + 1)"] + log.attributes.map { $0[row] })
        try relation.put([id, log.id(log.shape.caseName, name), log.shape.caseName])
        for column in log.things where !column[row].isEmpty {
          try relation.put([id, log.id(column.name, column[row]), column.name])
        }
      }
    }
  }

  private static let fixed = """
    CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event (
      ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES event_map_type(ocel_type)
    ) WITHOUT ROWID;
    CREATE TABLE object (
      ocel_id TEXT PRIMARY KEY, ocel_type TEXT NOT NULL REFERENCES object_map_type(ocel_type)
    ) WITHOUT ROWID;
    CREATE TABLE event_object (
      ocel_event_id TEXT NOT NULL REFERENCES event(ocel_id), ocel_object_id TEXT NOT NULL REFERENCES object(ocel_id),
      ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier)
    ) WITHOUT ROWID;
    CREATE TABLE object_object (
      ocel_source_id TEXT NOT NULL REFERENCES object(ocel_id),
      ocel_target_id TEXT NOT NULL REFERENCES object(ocel_id),
      ocel_qualifier TEXT NOT NULL, PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier)
    ) WITHOUT ROWID;
    """
}

extension String {
  /// As a name in SQL.
  fileprivate var quoted: String {
    "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
