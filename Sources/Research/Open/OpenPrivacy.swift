internal import Events
internal import Noise
internal import Releases

/// What a manifest says of the noise. Nothing in it comes of the data: no number of people, no share that was cut.
public struct OpenPrivacy: Hashable, Sendable, Encodable {
  public var unit = "participant"
  /// Of the whole release, as a fraction and at δ = 10⁻⁶, rounded up to two digits.
  public var epsilon: String
  public var epsilonAtDelta: String
  public var delta = "1e-6"
  public var neighbours = "one participant more or less, with all that is told of them"
  public var contributions: Int
  public var draws: [Draw]
  public var clipped: Words
  public var legalStatus: Words
  public var limits: [Words]

  public struct Draw: Hashable, Sendable, Encodable {
    public var query: String
    public var mechanism: String
    /// Of Laplace's noise the scale, of Gauss's the variance, as a fraction.
    public var parameter: String
    /// Half of the 95 % interval of one count.
    public var error: Int
    public var sha256: String
    /// ε at δ = 10⁻⁶ of all releases of the organisation, after this draw.
    public var lifetime: String
  }

  public struct Words: Hashable, Sendable, Encodable {
    public var da: String
    public var en: String
  }

  init(_ policy: Policy, _ plan: NoisePlan, _ spent: [Released.Spending]) {
    let rule = policy.noise
    epsilon = "\(rule.epsilon.numerator)/\(rule.epsilon.denominator)"
    epsilonAtDelta = Language.english.decimal(Fraction(billionths: plan.account.atDelta))
    contributions = rule.contributions
    draws = zip(plan.draws, spent).map { draw, spent in
      Draw(
        query: draw.query, mechanism: draw.mechanism.name, parameter: draw.mechanism.parameter,
        error: draw.mechanism.error, sha256: spent.query.hexadecimal,
        lifetime: Language.english.decimal(Fraction(billionths: spent.after)))
    }
    clipped = OpenPrivacy.clipped(policy)
    legalStatus = Words(
      da:
        "Tal med støj og opdigtede forløb: ingen deltagers egne hændelser, og ingen deltager kan skilles ud.",
      en:
        "Counts with noise and invented streams: no participant's own events, and nobody can be singled out.")
    limits = OpenPrivacy.limits
  }

  private static func clipped(_ policy: Policy) -> Words {
    let (cells, longest) = (policy.noise.contributions, policy.cap ?? 60)
    return Words(
      da:
        "Hver deltager tæller i højst \(cells) celler af en tabel og med højst \(cells) skridt i forløbene; "
        + "har nogen flere, vælges der ved lod. Opdigtede forløb har højst \(longest) hændelser. Kun det, der "
        + "skete, tæller: ikke det, der blev aftalt, afslået eller ikke til noget.",
      en:
        "Each participant counts in at most \(cells) cells of a table and with at most \(cells) steps in the "
        + "streams; who has more has them drawn by lot. Invented streams have at most \(longest) events. Only "
        + "what happened counts: not what was arranged, declined or failed.")
  }

  private static let limits = [
    Words(
      da: "Støjen skjuler, om en enkelt er med; den skjuler ikke, hvad der gælder for mange.",
      en: "The noise hides whether one person is in it; it does not hide what holds for many."),
    Words(
      da: "Et tal, der er mindre end sin fejl, siger ikke, om der er nogen.",
      en: "A count below its error does not tell whether there is anybody."),
    Words(
      da:
        "Et opdigtet forløb husker kun den sidste hændelse eller de to sidste; om lange forløb siger det intet.",
      en:
        "An invented stream remembers the last event or the last two alone; of long courses it tells nothing."
    ),
    Words(
      da: "Hvad der er udgivet, kan ikke tages tilbage, heller ikke når nogen trækker sig.",
      en: "What is published cannot be taken back, not when somebody withdraws either."),
  ]
}

extension Mechanism {
  fileprivate var parameter: String {
    switch self {
    case .laplace(let scale): "scale \(scale.numerator)/\(scale.denominator)"
    case .gaussian(let variance): "variance \(variance.numerator)/\(variance.denominator)"
    }
  }
}
