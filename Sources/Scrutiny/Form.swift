internal import Releases

/// Whether the rows are shaped as a release's are: in order, numbered without gaps, and of values that were
/// coded, never written by hand.
struct Form {
  let written: Written
  let claims: Claims

  init(_ written: Written, _ claims: Claims) { (self.written, self.claims) = (written, claims) }

  var figures: [Figure] {
    [
      fault(.unreadable, "rows-unreadable", "rækker, der ikke kan læses", "rows that cannot be read"),
      fault(
        .order, "rows-order", "deltagere ude af rækkefølge eller to gange",
        "participants out of order, or twice"),
      fault(.numbering, "rows-numbering", "rækker med forkert løbenummer", "rows with a wrong number"),
      fault(.column, "columns", "rækker med fremmede felter", "rows with fields that no release has"),
      listed("parts", misplaced, "deltagere i den forkerte del", "participants in the wrong part"),
      listed("pseudonyms", strangeNames, "pseudonymer af en anden form", "pseudonyms of another form"),
      listed("values", strangeValues, "værdier af en anden form", "values of another form"),
      listed("free-text", prose, "værdier, der ligner fri tekst", "values that look like free text"),
      listed("times", strangeTimes, "tider af en anden form", "times of another form"),
      listed(
        "clock-backwards", backwards, "deltagere, hvis tid går baglæns", "participants whose time runs back"),
      participants,
    ]
  }

  private func fault(_ kind: Faults.Kind, _ name: String, _ danish: String, _ english: String) -> Figure {
    let (count, place) = (written.faults[kind], written.faults.first[kind].map { ": \($0)" } ?? "")
    return Figure(
      name, Double(count), limit: 0, danish: "\(count) \(danish)\(place).",
      english: "\(count) \(english)\(place).")
  }

  /// The values themselves may be what must not leave, so only their places are told.
  private func listed(_ name: String, _ places: [String], _ danish: String, _ english: String) -> Figure {
    let first = places.first.map { ": \($0)" } ?? ""
    return Figure(
      name, Double(places.count), limit: 0, danish: "\(places.count) \(danish)\(first).",
      english: "\(places.count) \(english)\(first).")
  }

  private var participants: Figure {
    let (count, least) = (written.participants, claims.leastParticipants)
    return Figure(
      "participants", Double(count), limit: Double(least), isLeast: true,
      danish: "\(count) deltagere; mindst \(least) skal der være.",
      english: "\(count) participants; at least \(least) are needed.")
  }

  /// A part is chosen by the FNV-1a hash of the pseudonym.
  private var misplaced: [String] {
    zip(written.table.cases, written.partOf).filter { pid, part in
      let hash = pid.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
      return hash % UInt64(written.parts.count) != UInt64(part)
    }.map { "events/part=\($1)" }
  }

  private var strangeNames: [String] {
    written.table.cases.enumerated().filter { !Shape.isPseudonym($1) }.map {
      "row \(written.table.starts[$0.0] + 1)"
    }
  }

  /// Places of the values of all columns of which something is true, each value once.
  private func values(where holds: (ReleaseColumn, String) -> Bool) -> [String] {
    written.table.columns.flatMap { column -> [String] in
      guard let name = ReleaseColumn(rawValue: column.name) else { return [] }
      return column.words.indices.filter { !column.words[$0].isEmpty && holds(name, column.words[$0]) }
        .map { code in
          let row = column.codes.firstIndex(of: UInt32(code)) ?? 0
          return "\(column.name) in row \(row + 1)"
        }
    }
  }

  private var strangeValues: [String] {
    values { column, value in
      if column == .time { return false }
      if let declared = claims.values[column.rawValue], !declared.contains(value) { return true }
      return !Shape.fits(value, column, claims.tier)
    }
  }

  private var prose: [String] { values { Shape.looksWritten($1, in: $0, claims.tier) } }

  private var strangeTimes: [String] {
    let known = written.table[ReleaseColumn.time.rawValue]?.words.compactMap(TimeScale.elapsed) ?? []
    return values { column, value in
      if column != .time { return false }
      if !Shape.isTime(value, claims.time) { return true }
      guard claims.time == .elapsed, let span = TimeScale.elapsed(value) else { return false }
      return known.contains { $0 != span && $0.overlaps(span) }
    }
  }

  private var backwards: [String] {
    guard let time = written.table[ReleaseColumn.time.rawValue] else { return [] }
    let starts = time.words.map(Shape.start)
    return written.table.cases.indices.filter { person in
      let told = written.table.rows(of: person).compactMap { starts[Int(time.codes[$0])] }
      return zip(told, told.dropFirst()).contains { $0 > $1 }
    }.map { "row \(written.table.starts[$0] + 1)" }
  }
}
