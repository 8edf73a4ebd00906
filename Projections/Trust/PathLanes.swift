import Events
import Markup

/// A row of the path: what it is called, and what stands in it.
struct PathLane: Sendable {
  enum Kind: Sendable {
    case signs(Glyph, Ink)
    case pauses
    case boundaries
  }

  /// A day on which it happened; of a month or a year, its first.
  struct Moment {
    let day: Day
    var isDayKnown = true
  }

  let danish: String
  let english: String
  let kind: Kind
  let days: @Sendable (Trust) -> [Moment]

  func name(_ language: Language) -> String { language.say(danish, english) }

  init(
    _ danish: String, _ english: String, _ kind: Kind,
    _ days: @escaping @Sendable (Trust) -> [Moment] = { _ in [] }
  ) {
    (self.danish, self.english, self.kind, self.days) = (danish, english, kind, days)
  }

  static let met = PathLane("mødtes", "met", .signs(.dot, .ours)) { trust in
    trust.contactDays.map { Moment(day: $0.day) }
      + trust.contacts.filter { !$0.isDayKnown }.map { Moment(day: $0.day, isDayKnown: false) }
  }
  static let pause = PathLane("lang pause", "long pause", .pauses)
  static let theyCame = PathLane("kom selv", "they came", .signs(.triangle, .theirs)) { $0.begun(.theirs) }
  static let weCame = PathLane("vi kom", "we came", .signs(.openTriangle, .ours)) { $0.begun(.ours) }
  static let opened = PathLane("åben dør", "open door", .signs(.ring, .theirs)) { trust in
    trust.doors.filter(\.wasOpened).map { Moment(day: $0.day) }
  }
  static let closed = PathLane("lukket dør", "closed door", .signs(.cross, .theirs)) { trust in
    trust.doors.filter { !$0.wasOpened }.map { Moment(day: $0.day) }
  }
  static let boundary = PathLane("et nej", "a no", .boundaries)
  static let kept = PathLane("holdt ord", "kept word", .signs(.check, .ours)) { $0.word(.kept) }
  static let broken = PathLane("brød ord", "broke word", .signs(.zigzag, .ours)) { $0.word(.broken) }
  static let repaired = PathLane("rettet op", "made up", .signs(.plus, .ours)) { $0.word(.repaired) }

  /// What belongs together stands together: that we met, and how it began; what they let us do; our word.
  static let groups = [
    [met, pause, theyCame, weCame], [opened, closed, boundary], [kept, broken, repaired],
  ]
}

extension Trust {
  fileprivate func begun(_ initiative: Contact.Initiative) -> [PathLane.Moment] {
    contacts.filter { $0.initiative == initiative }
      .map { PathLane.Moment(day: $0.day, isDayKnown: $0.isDayKnown) }
  }

  fileprivate func word(_ fate: OurWord.Fate) -> [PathLane.Moment] {
    promises.filter { $0.fate == fate }.map { PathLane.Moment(day: $0.day) }
  }

  /// Each no that still stands, in the order in which they were said.
  var boundaries: [(kind: Kind, no: Told)] {
    answers.filter(\.isLeftAlone).compactMap { answer in answer.lastNo.map { (answer.kind, $0) } }
      .sorted { $0.no.when.minute < $1.no.when.minute }
  }
}
