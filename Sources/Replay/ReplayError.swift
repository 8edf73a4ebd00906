public import Events

/// Why a release cannot be replayed as it was asked.
public enum ReplayError: Refusal, Equatable {
  case noColumn(String)
  case noTime(String)
  case noMode(String)
  case noParticipant(String)
  case noKind(String)
  case badWhatIf(line: Int, String)

  public func sentence(_ language: Language) -> String {
    switch self {
    case .noColumn(let name):
      language.say(
        "udgivelsen har ingen kolonne ‘\(name)’: vælg noget, der ikke bruger den",
        "the release has no column ‘\(name)’: choose what does not need it")
    case .noTime(let text):
      language.say(
        "‘\(text.prefix(40))’ er intet tidspunkt i en udgivelse: 2025-03-07, 2025-W10, 2025-Q1 eller 8-30",
        "‘\(text.prefix(40))’ is no time of a release: 2025-03-07, 2025-W10, 2025-Q1 or 8-30")
    case .noMode(let text):
      language.say(
        "‘\(text.prefix(40))’ er ingen måde: happened, arranged, declined eller failed",
        "‘\(text.prefix(40))’ is no mode: happened, arranged, declined or failed")
    case .noParticipant(let text):
      language.say(
        "ingen deltager i udgivelsen hedder ‘\(text.prefix(40))’: navnene står i feltet participant",
        "no participant of the release is called ‘\(text.prefix(40))’: the names stand in the field participant"
      )
    case .noKind(let text):
      language.say(
        "intet i udgivelsen hedder ‘\(text.prefix(40))’: ‘tillid replay UDGIVELSE --figure follows’ viser, hvad der er",
        "nothing in the release is called ‘\(text.prefix(40))’: ‘tillid replay RELEASE --figure follows’ shows what there is"
      )
    case .badWhatIf(let line, let text):
      language.say("linje \(line): \(text)", "line \(line): \(text)")
    }
  }
}
