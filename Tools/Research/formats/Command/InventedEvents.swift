import Formats
import Releases

/// A table as a release of tier B has it: some fifty events to a participant, always the same ones. Wild words are
/// such as no release holds, and as a writer must stand.
struct InventedEvents {
  private(set) var table = EventTable()
  private var state: UInt64 = 7

  private static let kinds = [
    "help", "contact", "debt-advice", "door-opened", "door-closed", "promise-kept", "mitid", "tandlæge",
  ]
  private static let wild = [
    "a \"quoted\" word", "comma, and; more", "two\nlines", "carriage\r\nreturn", "tab\there",
    "<tag a='1'>&amp;",
    "😀 emoji 👩‍👩‍👧", "back\\slash", "event", "object", "map_type", "Help", "null",
  ]
  private static let times = ["0-7", "8-30", "31-91", "92-182", "183-365", "366-"]

  init(participants: Int, areWild: Bool = false) {
    let kinds = Self.kinds + (areWild ? Self.wild : [])
    var names: Set<String> = []
    while names.count < participants { names.insert(name()) }
    table.cases = names.sorted()
    var codes = [[UInt32]](repeating: [], count: 6)
    for _ in table.cases {
      let rows = 1 + below(99)
      table.starts.append(table.rows + rows)
      codes[2].append(contentsOf: (0..<rows).map { _ in UInt32(below(Self.times.count)) }.sorted())
      for _ in 0..<rows {
        for (column, bound) in [(0, kinds.count), (1, 4), (3, 4), (4, 3), (5, 3)] {
          codes[column].append(UInt32(below(bound)))
        }
      }
    }
    let words = [
      kinds, ["happened", "arranged", "declined", "failed"], Self.times,
      ["Nordjylland", "Midtjylland", "Sjælland", ""], ["volunteer", "employee", ""], ["1", "2-3", "4-9"],
    ]
    table.columns = zip(ReleaseColumn.allCases, zip(words, codes)).map {
      Column($0.rawValue, words: $1.0, codes: $1.1).sorted()
    }
  }

  private mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func name() -> String {
    String((0..<16).map { _ in Array("abcdefghijklmnopqrstuvwxyz234567")[below(32)] })
  }
}
