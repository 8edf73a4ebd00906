public import Releases

/// Attacks a release with what an intruder may have, and tells how far that came. The same folder, truth and seed
/// give the same figures.
public struct AttackSuite: Sendable {
  let written: Written
  let claims: Claims
  let folder: ReleaseFolder
  let truth: Truth?
  let earlier: [EventTable]
  let seed: UInt64

  /// - Parameters:
  ///   - truth: what only the maker has; attacks that need it are left out without it.
  ///   - earlier: releases of before that the same recipient may hold.
  ///   - beside: the same, as rows that their maker kept; they come after those of `earlier`.
  ///   - seed: which targets and points are drawn.
  public init(
    folder: ReleaseFolder, policy: Policy? = nil, truth: Truth? = nil, earlier: [ReleaseFolder] = [],
    beside: [EventTable] = [], seed: UInt64 = 1
  ) throws {
    (self.folder, self.truth, self.seed) = (folder, truth, seed)
    claims = try Claims(folder, policy)
    written = try Written(folder)
    self.earlier = try earlier.map { try Written($0).table } + beside
  }

  /// Every attack for which there is what it needs. The count of all patterns is the verifier's.
  public func figures(progress: (Step) -> Void = { _ in }) throws -> [Figure] {
    let intruder = Intruder(written.table)
    var figures: [Figure] = []
    let attacks = attacks(intruder)
    for (index, attack) in attacks.enumerated() {
      let done = Double(index) / Double(attacks.count)
      progress(Step(danish: attack.danish, english: attack.english, done: done))
      figures += attack.run()
    }
    progress(Step(danish: "færdig", english: "done", done: 1))
    return figures
  }

  private struct Attack {
    var danish: String
    var english: String
    var run: () -> [Figure]
  }

  private func attacks(_ intruder: Intruder) -> [Attack] {
    var unicity = Unicity(intruder, claims, seed: seed)
    let alone = [
      Attack(danish: "leder efter tilfældige punkter", english: "looks for points drawn by chance") {
        unicity.figures()
      },
      Attack(danish: "leder efter forløb, der står alene", english: "looks for traces that stand alone") {
        Uniqueness(intruder, claims).figures
      },
    ]
    let pairs = earlier.enumerated().map { index, before in
      Attack(danish: "holder udleveringer op mod hinanden", english: "holds releases against each other") {
        let since = truth.flatMap { index < $0.earlier.count ? $0.earlier[index] : nil }
        return Pair(before, intruder, since: since, number: index + 1, claims).figures.map(\.sealed)
      }
    }
    return alone + pairs + (truth.map { attacks(intruder, $0) } ?? [])
  }

  private func attacks(_ intruder: Intruder, _ truth: Truth) -> [Attack] {
    var recollection = Recollection(intruder, truth, claims, seed: seed ^ 1)
    var membership = Membership(intruder, truth, claims, seed: seed ^ 2)
    var inference = Inference(intruder, truth, claims, seed: seed ^ 3)
    return [
      Attack(danish: "husker hændelser unøjagtigt", english: "remembers events inexactly") {
        claims.tier == .a ? [] : recollection.figures()
      },
      Attack(danish: "gætter, hvem der er med", english: "guesses who is in it") { membership.figures() },
      Attack(danish: "gætter det følsomme", english: "guesses what is sensitive") { inference.figures() },
      Attack(danish: "ser på uret", english: "looks at the clock") { Clock(written, truth).figures },
      Attack(danish: "prøver pseudonymerne", english: "tries the pseudonyms") {
        KeyHygiene(written: written, truth: truth).figures
      },
      Attack(danish: "leder efter hemmeligheder", english: "looks for secrets") {
        Leaks(folder, truth).figures
      },
    ]
  }
}
