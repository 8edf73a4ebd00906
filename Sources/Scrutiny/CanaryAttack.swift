public import Releases

/// What can be found of invented participants, whose truth is certain, in a release that they were sent through; and
/// how that differs from the release that they are not in.
public struct CanaryAttack {
  private let folder: ReleaseFolder
  private let twin: Intruder
  private let release: Intruder
  private let canaries: [Truth.Person]
  private let same: [Truth.Person]
  private let marks: [Truth.Secret]
  private let claims: Claims
  private let seed: UInt64

  /// - Parameters:
  ///   - twin: the folder with the invented participants in it.
  ///   - among: them, as it tells of them; who was not drawn, or suppressed whole, without a pseudonym.
  ///   - release: the folder that is handed out.
  ///   - same: the same in the same order, told at the levels of that one.
  ///   - marks: what they brought along.
  public init(
    twin: ReleaseFolder, among: [Truth.Person], release: ReleaseFolder, same: some Sequence<Truth.Person>,
    marks: [Truth.Secret], policy: Policy, seed: UInt64 = 1
  ) throws {
    folder = twin
    self.twin = Intruder(try Written(twin).table)
    self.release = Intruder(try Written(release).table)
    (canaries, self.same, self.marks, self.seed) = (among, Array(same), marks, seed)
    claims = try Claims(twin, policy)
  }

  /// For each how often somebody comes with some events of theirs.
  private static let tries = 20

  public var figures: [Figure] {
    var truth = Truth()
    truth.secrets = marks
    let leaks = Leaks(folder, truth).figures.map { figure in
      var figure = figure
      if !figure.name.hasPrefix("found") { figure.name = "canary-" + figure.name }
      return figure
    }
    let (inside, outside) = (Memory(twin), Memory(release))
    guard inside.isUsable, outside.isUsable else { return leaks }
    let present = canaries.indices.filter { !canaries[$0].pid.isEmpty }
    if present.isEmpty { return leaks }
    return leaks + [linked(present, inside), told(present, inside, outside)]
  }

  /// Somebody knows L true events, in their order: how likely do they point to the right one?
  private func linked(_ present: [Int], _ memory: Memory) -> Figure {
    var draw = Draw(seed)
    let (length, least) = (claims.guarantee.length, claims.guarantee.people)
    let place = Dictionary(
      twin.table.cases.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var (fewest, found) = (Int.max, 0)
    for number in present {
      let person = canaries[number]
      guard let own = place[person.pid] else { continue }
      for _ in 0..<Self.tries {
        let known = draw.some(length, below: person.events.count)
        let points = known.compactMap { memory.item(person.events[$0], of: person) }
        guard points.count == known.count, !points.isEmpty else { continue }
        let holders = twin.holders(points)
        guard holders[own / 64] & 1 << UInt64(own % 64) != 0 else { continue }
        // Where their order was not kept, nobody fits, and nobody is found.
        let matches = twin.matches(points, ordered: true)
        guard matches > 0 else { continue }
        found += 1
        fewest = min(fewest, matches)
      }
    }
    let shown = found == 0 ? least : fewest
    return Figure(
      "canary-linked", Double(shown), limit: claims.tier == .b ? Double(least) : nil, isLeast: true,
      danish: found == 0
        ? "Ingen opfunden deltager kunne findes ud fra \(length) sande hændelser."
        : "Den, der kender \(length) sande hændelser om en opfunden deltager, finder mindst \(shown).",
      english: found == 0
        ? "No invented participant could be found from \(length) true events."
        : "Who knows \(length) true events of an invented participant finds at least \(shown).")
  }

  /// The same three points of the same people, where they are and where they are not: a score for each.
  private func told(_ present: [Int], _ inside: Memory, _ outside: Memory) -> Figure {
    var (there, gone): ([Double], [Double]) = ([], [])
    for number in present {
      var (one, other) = (Draw(seed ^ UInt64(number + 2)), Draw(seed ^ UInt64(number + 2)))
      for _ in 0..<Self.tries {
        there.append(Membership.score(canaries[number], twin, inside, &one))
        gone.append(Membership.score(same[number], release, outside, &other))
      }
    }
    let area = Curve.area(there, gone)
    let either = max(area, 1 - area)
    return Figure(
      "canary-membership", either,
      limit: claims.tier == .b && twin.people >= Self.enough ? Self.limit(present.count) : nil,
      danish:
        "Om en opfunden deltager er med eller ej, skelnes med AUC \(shown(either)); 0,5 er rent gæt.",
      english:
        "Whether an invented participant is in it or not is told with an AUC of \(shown(either)); 0.5 is a mere guess."
    )
  }

  /// What may be told at most, and two standard errors of what mere guessing comes to among so few: 0.73 for twenty.
  /// Whoever is really in or out is held to 0.55, by many more people.
  ///
  /// Source: Hanley and McNeil, The meaning and use of the area under a ROC curve, 1982, for an area of one half.
  private static func limit(_ people: Int) -> Double {
    let count = Double(people)
    return 0.55 + 2 * ((2 * count + 1) / (12 * count * count)).squareRoot()
  }

  /// Among fewer, twenty more are too many to go unseen.
  private static let enough = 500
}
