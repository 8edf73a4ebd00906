internal import Anonymity
internal import Events
internal import Releases

/// What was released of whom, for whoever must know before another release leaves: out of the dossier, row by row
/// under each person's own key.
struct ReleasedRows {
  var memberships = Memberships()
  /// The rows as they were released. Cases have no name; of those who are erased since, nothing is known but that
  /// their recipient has something of them.
  var table: EventTable
  /// For each case whose it is, by whom they are now; a stand-in for those who are erased.
  var owners: [Handle] = []

  /// What stands for the rows of those who are erased: no other release has it.
  static let erased = "erased"

  /// Nil for what was kept before the rows were.
  init?(_ everybody: [(owner: Handle, row: MemberFile.Row?)], columns: [Column]) {
    table = EventTable(columns: columns.map { Column($0.name, words: $0.words + [Self.erased]) })
    for (owner, row) in everybody {
      memberships.eligible.insert(owner)
      guard let row else {
        add(owner, table.columns.map { [UInt32($0.words.count - 1)] })
        memberships.members[owner] = 0
        continue
      }
      guard let print = row.fingerprint else { continue }
      guard let codes = row.codes, let rows = Self.unpacked(codes, of: columns) else { return nil }
      memberships.members[owner] = print
      add(owner, rows)
    }
  }

  private mutating func add(_ owner: Handle, _ codes: [[UInt32]]) {
    owners.append(owner)
    table.cases.append(owner.description)
    for place in table.columns.indices { table.columns[place].codes += codes[place] }
    table.starts.append(table.rows + (codes.first?.count ?? 0))
  }

  /// By column. Nil for what `EventTable.codes(of:)` did not pack.
  private static func unpacked(_ bytes: [UInt8], of columns: [Column]) -> [[UInt32]]? {
    var (found, number, shift) = ([UInt32](), UInt32(0), UInt32(0))
    for byte in bytes {
      guard shift < 32 else { return nil }
      number |= UInt32(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 {
        found.append(number)
        (number, shift) = (0, 0)
      }
    }
    guard !columns.isEmpty, found.count % columns.count == 0 else { return nil }
    return columns.indices.map { column in
      stride(from: column, to: found.count, by: columns.count).map { found[$0] }
    }.checked(columns)
  }
}

extension [[UInt32]] {
  /// Nil where a column has no such word.
  fileprivate func checked(_ columns: [Column]) -> Self? {
    zip(self, columns).allSatisfy { codes, column in codes.allSatisfy { $0 < column.words.count } }
      ? self : nil
  }
}

extension EventTable {
  /// The codes of a case's rows, row by row, each in groups of seven bits, the low ones first (LEB128).
  func codes(of index: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows(of: index) {
      for column in columns {
        var rest = column.codes[row]
        while rest >= 0x80 {
          bytes.append(UInt8(rest & 0x7F) | 0x80)
          rest >>= 7
        }
        bytes.append(UInt8(rest))
      }
    }
    return bytes
  }
}

extension EventTable {
  /// For each case a number that depends on its rows and not on their order (FNV-1a of each, mixed and added).
  var fingerprints: [UInt64] {
    let words = columns.map { column in column.words.map { hash($0.utf8, 0xcbf2_9ce4_8422_2325) } }
    return cases.indices.map { index in
      rows(of: index).reduce(UInt64(0)) { sum, row in
        var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
        for (place, column) in columns.enumerated() {
          hash = (hash ^ words[place][Int(column.codes[row])]) &* 0x100_0000_01b3
          hash ^= hash >> 29
        }
        return sum &+ hash &* 0xbf58_476d_1ce4_e5b9
      }
    }
  }

  private func hash(_ bytes: some Sequence<UInt8>, _ start: UInt64) -> UInt64 {
    bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
