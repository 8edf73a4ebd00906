internal import Events
internal import Noise
internal import Releases
internal import Scrutiny

typealias OpenManifest = DataPackage<NoisePrivacy>

/// What a manifest of tier C says. It holds nothing that was counted: what was, stands in the tables, with its noise.
struct NoisePrivacy: Encodable {
  var tier = "C"
  var noise: OpenPrivacy
  var policy: Hashed
  var code: [String: String]
  var log: Head
  var ledger: [String: String]
  var supersedes: [String]
  var figures: [Dossier.Told]
}

extension DataPackage<NoisePrivacy> {
  init(_ making: Making, _ made: OpenRelease, files: [Resource], figures: [Scrutiny.Figure]) throws {
    self.init(
      making, files,
      NoisePrivacy(
        noise: made.privacy, policy: try Hashed(making.policy),
        code: ["name": "tillid", "version": making.order.version], log: Head(making),
        ledger: ["release": making.id], supersedes: making.supersedes.map(\.id),
        figures: figures.map { Dossier.Told($0) }))
  }
}

extension OpenPrivacy {
  /// For whoever opens the folder.
  func readMe(_ policy: Policy, _ id: String) -> String {
    """
    # \(policy.title.isEmpty ? policy.study : policy.title)

    \(policy.question)

    ## Dansk

    \(legalStatus.da) ε = \(epsilon), δ = 10⁻⁶, enheden er deltageren.

    `tables/` har tal med støj: `participants` er, hvor mange deltagere det skete for, og `error` er halvdelen af 95 %-intervallet. `streams/` har opdigtede forløb, når der er nogen. \(clipped.da)

    \(limits.map { "- \($0.da)" }.joined(separator: "\n"))

    ## English

    \(legalStatus.en) ε = \(epsilon), δ = 10⁻⁶; the unit is the participant.

    `tables/` has counts with noise: `participants` is how many participants it happened to, and `error` is half of the 95 % interval. `streams/` has invented streams, where there are any. \(clipped.en)

    \(limits.map { "- \($0.en)" }.joined(separator: "\n"))

    Release \(id).

    """
  }
}
