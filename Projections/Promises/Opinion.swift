/// What may be expected of us, after what we have kept and broken, and how little that says. Beta reputation:
/// Jøsang and Ismail, The Beta Reputation System, 2002, with prior weight W = 2 and base rate a = ½. Of us
/// alone, never of a participant.
public struct Opinion: Hashable, Encodable, Sendable {
  /// r and s: promises kept and broken, older ones perhaps weighing less.
  public let kept: Double
  public let broken: Double
  /// b = r / (r + s + 2)
  public let belief: Double
  /// d = s / (r + s + 2)
  public let disbelief: Double
  /// u = 2 / (r + s + 2): 1 where nothing is known.
  public let uncertainty: Double
  /// E = b + u / 2
  public let expected: Double

  public init(kept: Double, broken: Double) {
    let all = kept + broken + 2
    (self.kept, self.broken) = (kept, broken)
    (belief, disbelief, uncertainty) = (kept / all, broken / all, 2 / all)
    expected = (kept + 1) / all
  }
}
