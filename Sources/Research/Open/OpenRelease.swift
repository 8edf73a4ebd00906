public import Anonymity
public import Events
internal import Keyring
public import Noise
public import Releases

/// A release of tier C: tables with noise and invented streams. It is drawn once; what was drawn is the release, and
/// is served again as it is. To draw again is another release and spends again.
public struct OpenRelease: Sendable {
  public var tables: [NoisyTable]
  /// In the columns of tier B; nil where the policy asks for none.
  public var streams: EventTable?
  /// For the log, before the release is handed out.
  public var spent: [Released.Spending]
  /// For the manifest.
  public var privacy: OpenPrivacy
  /// Who was counted. For the log and the dossier alone.
  public var counted: [Handle]
  /// What they told, and how much of it stands in no cell, for the dossier alone.
  public var events: Int
  public var leftOut: Int
  public var nearness: Nearness
}

/// Draws the noise of a release, as far as the ledger has budget for it.
public struct OpenMaker {
  private let policy: Policy
  private let secret: (String) throws -> [UInt8]

  /// - Parameter secret: an HMAC under the key of the release, 8 bytes or more: who is drawn, and which of a
  ///   person's cells count.
  public init(policy: Policy, secret: @escaping (String) throws -> [UInt8]) {
    (self.policy, self.secret) = (policy, secret)
  }

  /// - Throws: `LedgerRefusal` before anything is drawn; `NoiseRefusal`.
  public func release(of traces: Traces, ledger: Ledger) throws -> OpenRelease {
    var bits = SystemRandomNumberGenerator()
    return try release(of: traces, ledger: ledger, bits: &bits)
  }

  /// - Parameter bits: a seeded generator, in a test.
  func release(
    of traces: Traces, ledger: Ledger, bits: inout some RandomNumberGenerator
  ) throws -> OpenRelease {
    let plan = NoisePlan(policy.noise)
    let keys = PublicKeys(policy, kinds: traces.kinds)
    let spent = try ledger.spending(plan) { try query($0, keys) }
    let drawn = try traces.keepers.indices.filter { try isDrawn(traces.keepers[$0]) }
    guard drawn.count >= policy.leastParticipants else {
      throw NoiseRefusal.tooFew(people: drawn.count, least: policy.leastParticipants)
    }
    let steps = Steps(traces, of: drawn, policy, keys)
    let choice = Choice(seeds: try drawn.map { try number("cells \(traces.keepers[$0])") })
    let tables = try tables(plan, keys, steps, choice, &bits)
    let streams = try streams(plan, keys, steps, choice, &bits)
    let events = drawn.reduce(0) { $0 + traces.events(of: $1).count }
    return OpenRelease(
      tables: tables, streams: streams, spent: spent, privacy: OpenPrivacy(policy, plan, spent),
      counted: drawn.map { traces.keepers[$0] }, events: events, leftOut: events - steps.category.count,
      nearness: try Nearness(tables, streams, of: steps, keys: keys))
  }

  private func tables(
    _ plan: NoisePlan, _ keys: PublicKeys, _ steps: Steps, _ choice: Choice,
    _ bits: inout some RandomNumberGenerator
  ) throws -> [NoisyTable] {
    var tables: [NoisyTable] = []
    for (columns, draw) in plan.tables {
      let maker = TableMaker(
        keys: keys, contributions: policy.noise.contributions, mechanism: draw.mechanism)
      let known = columns.contains("quarter") ? steps.withQuarter : steps
      tables.append(
        try maker.table(columns, of: known, choice: choice, query: tables.count, bits: &bits))
    }
    return tables
  }

  private func streams(
    _ plan: NoisePlan, _ keys: PublicKeys, _ steps: Steps, _ choice: Choice,
    _ bits: inout some RandomNumberGenerator
  ) throws -> EventTable? {
    guard let epsilon = plan.streams else { return nil }
    let maker = SyntheticMaker(
      keys: keys, contributions: policy.noise.contributions, epsilon: epsilon, order: policy.noise.order,
      longest: policy.cap ?? 60)
    return try maker.streams(
      policy.noise.streams, of: steps, choice: choice, query: plan.tables.count, bits: &bits)
  }

  /// What a draw asks, down to the cells it can have.
  private func query(_ draw: NoisePlan.Draw, _ keys: PublicKeys) throws -> [UInt8] {
    let lines =
      [draw.query, "\(draw.mechanism)", "m \(policy.noise.contributions)"] + keys.categories + keys.regions
      + keys.quarters
    return try Digest.sha256(Array(lines.joined(separator: "\n").utf8).span.bytes)
  }

  private func isDrawn(_ person: Handle) throws -> Bool {
    if policy.sample >= 1 { return true }
    let thousandths = UInt64((policy.sample * 1000).rounded())
    return try number("sample \(person)").multipliedFullWidth(by: 1000).high < thousandths
  }

  private func number(_ text: String) throws -> UInt64 {
    try secret("open \(text)").prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
