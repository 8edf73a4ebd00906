import Foundation
import Formats
import Releases

/// Tables of invented events. The same seed is the same table.
struct RandomTables {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// What makes writers stumble.
  static let words = [
    "help", "debt-advice", "a \"quoted\" word", "comma, and; more", "two\nlines", "carriage\r\nreturn",
    "tab\tin it",
    "æøå Ærø", "😀 emoji 👩‍👩‍👧", "back\\slash", "<tag attr='1'>&amp;", "'single'", " blank ", "NULL", "null", "0",
    "=1+1",
    "\u{2028}", "\u{7F}", String(repeating: "long ", count: 200),
  ]

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  /// Columns as in a release of tier B, with wild words.
  mutating func table(cases: Int, longest: Int = 12, wild: Bool = true) -> EventTable {
    var table = EventTable()
    for _ in 0..<cases { table.cases.append(name()) }
    table.cases = Array(Set(table.cases)).sorted()
    for _ in table.cases { table.starts.append(table.rows + 1 + below(longest)) }
    let kinds = wild ? Self.words : ["help", "contact", "debt-advice", "door-opened"]
    table.columns = [
      column("kind", kinds, table.rows), column("mode", ["happened", "declined"], table.rows),
      times(table), column("place", ["Nordjylland", "", "Midtjylland"], table.rows),
      column("worker", ["volunteer", "employee", ""], table.rows), column("count", ["1", "2-3"], table.rows),
    ]
    return table
  }

  mutating func column(_ name: String, _ words: [String], _ rows: Int) -> Column {
    Column(name, words: words, codes: (0..<rows).map { _ in UInt32(below(words.count)) }).sorted()
  }

  private mutating func times(_ table: EventTable) -> Column {
    let words = ["0-7", "8-30", "31-91", "92-182", "183-365", "366-"]
    var codes: [UInt32] = []
    for index in table.cases.indices {
      let rows = table.rows(of: index).count
      codes.append(contentsOf: (0..<rows).map { _ in UInt32(below(words.count)) }.sorted())
    }
    return Column("time", words: words, codes: codes).sorted()
  }

  private mutating func name() -> String {
    String((0..<16).map { _ in Array("abcdefghijklmnopqrstuvwxyz234567")[below(32)] })
  }
}

/// A folder that is gone when the test is over.
@discardableResult
func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }
