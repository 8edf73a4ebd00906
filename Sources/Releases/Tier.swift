/// For whom a release is, and so how much of the events it keeps.
public enum Tier: String, CaseIterable, Sendable {
  /// Controlled replay: a named project in a secure environment. Pseudonymised personal data.
  case a = "A"
  /// A research file for a named institution: L-bounded K-anonymity with a bound on what may be concluded.
  case b = "B"
  /// For anyone: tables and invented streams with differential privacy, nobody's own events.
  case c = "C"
}
