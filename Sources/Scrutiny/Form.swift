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
      fault(
        .numbering, "rows-numbering", "rækker med forkert løbenummer", "rows with a wrong number"),
      fault(.column, "columns", "rækker med fremmede felter", "rows with fields that no release has"),
      participants,
    ]
  }

  private func fault(_ kind: Faults.Kind, _ name: String, _ danish: String, _ english: String) -> Figure {
    let (count, place) = (written.faults[kind], written.faults.first[kind].map { ": \($0)" } ?? "")
    return Figure(
      name, Double(count), limit: 0, danish: "\(count) \(danish)\(place).",
      english: "\(count) \(english)\(place).")
  }

  private var participants: Figure {
    let (count, least) = (written.participants, claims.leastParticipants)
    return Figure(
      "participants", Double(count), limit: Double(least), isLeast: true,
      danish: "\(count) deltagere; mindst \(least) skal der være.",
      english: "\(count) participants; at least \(least) are needed.")
  }
}
