internal import Releases

/// What counting all patterns says in figures: how few share one, and what may be concluded of them.
struct Linkage {
  let examination: Examination
  let claims: Claims

  init(_ examination: Examination, _ claims: Claims) {
    (self.examination, self.claims) = (examination, claims)
  }

  /// Tier A promises nothing of this kind; its figures are only told. Nobody's own events are in tier C.
  var isHeld: Bool { claims.tier == .b }

  var figures: [Figure] {
    Knowledge.allCases.flatMap { [least($0)] } + [few, whole]
      + examination.bounds.rules.indices.map(confidence)
      + (examination.bounds.rules.isEmpty ? [] : [telling, gain])
  }

  private func least(_ knowledge: Knowledge) -> Figure {
    let found = examination.findings[knowledge]
    let value = found.map(\.least) ?? Int.max
    let count = value == Int.max ? examination.bounds.population : value
    let (length, patterns) = (examination.bounds.length, found?.patterns ?? 0)
    return Figure(
      "linkage-\(knowledge.rawValue)", Double(count), limit: limit(Double(examination.bounds.people)),
      isLeast: true,
      danish: """
        Den, der kender op til \(length) hændelser (\(Self.danish(knowledge))), finder altid mindst \(count) \
        deltagere; alle \(patterns) mønstre er talt.
        """,
      english: """
        Who knows up to \(length) events (\(Self.english(knowledge))) always finds at least \(count) \
        participants; all \(patterns) patterns were counted.
        """)
  }

  private var few: Figure {
    let count = Knowledge.allCases.reduce(0) { $0 + (examination.findings[$1]?.few ?? 0) }
    let people = examination.bounds.people
    return Figure(
      "linkage-violators", Double(count), limit: limit(0),
      danish: "\(count) mønstre deles af færre end \(people).",
      english: "\(count) patterns are shared by fewer than \(people).")
  }

  private var whole: Figure {
    let found = examination.leastWhole == Int.max ? examination.bounds.population : examination.leastWhole
    let length = examination.bounds.length
    return Figure(
      "linkage-end", Double(found), limit: limit(Double(examination.bounds.people)), isLeast: true,
      danish: "Et helt forløb på højst \(length) hændelser deles af mindst \(found).",
      english: "A whole trace of at most \(length) events is shared by at least \(found).")
  }

  private func confidence(_ rule: Int) -> Figure {
    let worst = Knowledge.allCases.compactMap { examination.findings[$0]?.worst[rule] }
      .max { $0.having * $1.of < $1.having * $0.of }
    let share = worst.map { Double($0.having) / Double($0.of) } ?? 0
    let bound = examination.bounds.rules[rule]
    return Figure(
      "confidence-\(bound.name)", share, limit: limit(Double(bound.share) / Double(Bounds.whole)),
      danish: "Intet mønster lader slutte «\(bound.name)» med mere end \(percent(share)).",
      english: "No pattern lets ‘\(bound.name)’ be concluded with more than \(percent(share)).")
  }

  private var telling: Figure {
    let count = Knowledge.allCases.reduce(0) { $0 + (examination.findings[$1]?.telling ?? 0) }
    return Figure(
      "confidence-violators", Double(count), limit: limit(0),
      danish: "\(count) slutninger om noget følsomt er sikrere, end de må være.",
      english: "\(count) conclusions about something sensitive are surer than they may be.")
  }

  /// The share of patterns that raise a conclusion by more than a fifth above what is known of all.
  private var gain: Figure {
    let asked = Knowledge.allCases.reduce(0) { $0 + (examination.findings[$1]?.asked ?? 0) }
    let gained = Knowledge.allCases.reduce(0) { $0 + (examination.findings[$1]?.gained ?? 0) }
    let share = asked == 0 ? 0 : Double(gained) / Double(asked)
    return Figure(
      "inference-gain", share, limit: limit(0.05),
      danish:
        "\(percent(share)) af mønstrene gør en følsom slutning mere end 0,2 sikrere, end den er for alle.",
      english:
        "\(percent(share)) of patterns make a sensitive conclusion surer by more than 0.2 than it is of all.")
  }

  private func limit(_ value: Double) -> Double? { isHeld ? value : nil }

  /// In which they are counted.
  static let order: [Knowledge] = [.set, .timed, .sequence]

  static func danish(_ knowledge: Knowledge) -> String {
    switch knowledge {
    case .set: "hvilke"
    case .multiset: "hvilke og hvor ofte"
    case .sequence: "i rækkefølge, uden tid"
    case .timed: "i rækkefølge, med tid"
    }
  }

  static func english(_ knowledge: Knowledge) -> String {
    switch knowledge {
    case .set: "which"
    case .multiset: "which, and how often"
    case .sequence: "in order, without time"
    case .timed: "in order, with time"
    }
  }
}
