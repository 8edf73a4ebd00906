import Events
import Keyring
import Noise
import Releases
import Research
import Testing

@Suite struct `The ledger of noise` {
  private func plan(_ epsilon: Fraction, _ shape: NoiseRule.Shape = .laplace) -> NoisePlan {
    var rule = NoiseRule()
    (rule.epsilon, rule.shape) = (epsilon, shape)
    rule.tables = [["category"], ["category", "region"]]
    rule.streams = 10
    return NoisePlan(rule)
  }

  private func release(_ number: UInt64, _ plan: NoisePlan, after ledger: Ledger) throws -> Released {
    var released = Released(study: "study-\(number)", Handle(high: 9, low: number))
    (released.recipient, released.participants) = ("Ida", 2000)
    released.spent = try ledger.spending(plan) { try Digest.sha256(Array($0.query.utf8).span.bytes) }
    return released
  }

  @Test func `allows three whole releases in a life, and no more`() throws {
    var ledger = Ledger()
    for number in 1...3 { ledger.add(try release(UInt64(number), plan(Fraction(1, 1)), after: ledger)) }
    #expect(ledger.spent == Fraction(3, 1) && ledger.left == .zero)
    let more = plan(Fraction(1, 100))
    #expect(
      throws: LedgerRefusal.nothingLeft(asked: Fraction(1, 100), left: .zero, spent: Fraction(3, 1))
    ) { try release(4, more, after: ledger) }
  }

  @Test func `allows no release of more than 1`() {
    #expect(throws: LedgerRefusal.tooMuchAtOnce(Fraction(5, 4), most: Fraction(1, 1))) {
      try release(1, plan(Fraction(5, 4)), after: Ledger())
    }
  }

  @Test func `tells before and after of each draw, one after another`() throws {
    var ledger = Ledger()
    ledger.add(try release(1, plan(Fraction(1, 2)), after: ledger))
    let second = try release(2, plan(Fraction(1, 1)), after: ledger)
    #expect(second.spent.map(\.unit) == Array(repeating: "participant", count: 4))
    #expect(second.spent.first?.before == 500_000_000 && second.spent.last?.after == 1_500_000_000)
    #expect(zip(second.spent, second.spent.dropFirst()).allSatisfy { $0.after == $1.before })
    #expect(second.spent.allSatisfy { $0.query.count == 32 && $0.mechanism == "discrete-laplace" })
    #expect(Set(second.spent.map(\.query)).count == 4)
  }

  @Test func `is the same in whatever order releases arrive, and however often`() throws {
    let shapes: [NoiseRule.Shape] = [.laplace, .gaussian, .laplace, .gaussian, .laplace]
    let releases = try shapes.enumerated().map { number, shape in
      try release(UInt64(number + 1), plan(Fraction(1, 7), shape), after: Ledger())
    }
    let whole = Ledger(releases)
    for turn in releases.indices {
      let turned = Array(releases[turn...] + releases[..<turn])
      let other = Ledger(turned + turned)
      #expect(other.all == whole.all && other.spent == whole.spent && other.left == whole.left)
    }
    #expect(whole.all.count == 5 && whole.spent > Fraction(3, 7))
    // Two bounds hold; the smaller is told, and never more than all of ε side by side.
    #expect(whole.spent <= Fraction(5, 7) + Fraction(1, 1_000_000))
  }

  @Test func `reads nothing from releases without noise, and keeps what was spent after a recall`() throws {
    var ledger = Ledger([Released(study: "files", Handle(high: 9, low: 8))])
    #expect(ledger.all.isEmpty && ledger.left == Ledger.lifetime)
    let made = try release(1, plan(Fraction(1, 1)), after: ledger)
    ledger.add(made)
    ledger.add(made)
    #expect(ledger.spent == Fraction(1, 1))
  }

  @Test func `of two machines that spent without knowing of each other has nothing left`() throws {
    let apart = try (1...4).map { try release($0, plan(Fraction(1, 1)), after: Ledger()) }
    let ledger = Ledger(apart)
    #expect(ledger.spent == Fraction(4, 1) && ledger.left == .zero)
    #expect(throws: LedgerRefusal.self) { try release(5, plan(Fraction(1, 1000)), after: ledger) }
  }

  @Test func `says what is spent and left`() {
    let refusal = LedgerRefusal.nothingLeft(
      asked: Fraction(1, 1), left: Fraction(999, 1000), spent: Fraction(2001, 1000))
    #expect(refusal.sentence(.danish).contains("ε = 1,00; 2,01 er brugt, og kun 0,99 er tilbage"))
    #expect(refusal.sentence(.english).contains("ε = 1.00; 2.01 is spent, and only 0.99 is left"))
  }
}
