public import Events

/// Why no noisy release is made.
public enum NoiseRefusal: Refusal, Hashable {
  case unknownColumn(String)
  /// Fewer than the second number.
  case orderTwo(people: Int, least: Int)

  case tooFew(people: Int, least: Int)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .unknownColumn(let column):
      language.say(
        "en tabel kan ikke have kolonnen \(column), eller politikken nævner ingen værdier for den; skriv category, region eller quarter, og værdierne",
        "no table can have the column \(column), or the policy names no values of it; write category, region or quarter, and the values"
      )
    case .tooFew(let people, let least):
      language.say(
        "kun \(people) deltagere har sagt ja til forskning, og politikken kræver \(least); vent, til flere har",
        "only \(people) participants said yes to research, and the policy asks for \(least); wait until more have"
      )
    case .orderTwo(let people, let least):
      language.say(
        "overgange af orden 2 kræver \(least) deltagere, og her er \(people); skriv orden 1",
        "transitions of order 2 need \(least) participants, and there are \(people); write order 1")
    }
  }
}
