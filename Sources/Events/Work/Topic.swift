/// What a matter is about. Codes are stored and never reused.
public enum Topic: UInt8, CaseIterable, Encodable, Sendable {
  case debt = 1
  case home = 2
  case teeth = 3
  case health = 4
  case mind = 5
  case substances = 6
  case gambling = 7
  case digital = 8
  case money = 9
  case work = 10
  case law = 11
  case support = 12
  case release = 13
  case papers = 14
  /// An application or a complaint of which nobody said what it is about.
  case answer = 15

  public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
}

/// Whose move it is in a matter. No word on a person: it says who has the next thing to do.
public enum Mover: UInt8, Encodable, Sendable, CaseIterable {
  case us = 0
  /// The office, the doctor, the landlord: whoever was asked.
  case them = 1
  case person = 2

  public func encode(to encoder: any Encoder) throws { try "\(self)".encode(to: encoder) }
}

/// What a kind does to a matter (field reference, F6: offered, wished, sent, appointment, someone goes along,
/// met up, next has hold).
struct Move {
  /// Nil for answers and the like, which go to the matter that waits for them.
  let topic: Topic?
  /// Whose move it is once it has happened.
  let next: Mover
  /// Something needs to come to an end from then on, even when this is the first that is told.
  let opens: Bool

  /// By the number of the kind; nil for kinds that are no part of any matter.
  static func of(_ kind: Kind) -> Move? { byNumber.count > kind.number ? byNumber[kind.number] : nil }

  private static let byNumber: [Move?] = {
    var moves = [Move?](repeating: nil, count: (all.map(\.0.number).max() ?? 0) + 1)
    for (kind, move) in all { moves[kind.number] = move }
    return moves
  }()

  private static let all: [(Kind, Move)] =
    going.map { ($0, Move(topic: $1, next: .them, opens: true)) }
    + visits.map { ($0, Move(topic: $1, next: .person, opens: false)) }
    + errands.map { ($0, Move(topic: $1, next: .person, opens: false)) }
    + troubles.map { ($0, Move(topic: $1, next: .us, opens: true)) }
    + [
      ("housing-offered", Move(topic: .home, next: .person, opens: true)),
      ("viewing", Move(topic: .home, next: .them, opens: true)),
      ("tenancy-signed", Move(topic: .home, next: .person, opens: false)),
      ("moved-in", Move(topic: .home, next: .person, opens: false)),
      ("work", Move(topic: .work, next: .person, opens: false)),
      ("waiting-list", Move(topic: nil, next: .them, opens: true)),
      ("application", Move(topic: nil, next: .them, opens: true)),
      ("complaint", Move(topic: nil, next: .them, opens: true)),
      ("refused-by-system", Move(topic: nil, next: .us, opens: true)),
      ("granted", Move(topic: nil, next: .person, opens: false)),
      ("warm-handover", Move(topic: nil, next: .person, opens: false)),
    ]

  /// Takes weeks or years, and begins with the first time.
  private static let going: [(Kind, Topic)] = [
    ("debt-advice", .debt), ("legal-aid", .law), ("addiction-treatment", .substances),
    ("gambling-treatment", .gambling), ("psychiatry", .mind), ("jobcentre", .work),
    ("housing-office", .home), ("housing-guarantee", .home), ("contact-person", .support),
    ("home-support", .support), ("residential", .support), ("outreach-team", .support),
    ("prison-probation", .release),
  ]

  /// Perhaps over when it has taken place, which the person knows: a matter only when it was arranged before,
  /// or failed.
  private static let visits: [(Kind, Topic)] = [
    ("doctor", .health), ("hospital", .health), ("dentist", .teeth), ("shelter", .home),
    ("crisis-centre", .home),
  ]

  /// We helped; whether it works, the person knows.
  private static let errands: [(Kind, Topic)] = [
    ("mitid", .digital), ("e-boks", .digital), ("post-exemption", .digital), ("bank-account", .money),
    ("citizen-service", .papers),
  ]

  /// Cannot stay so, and it is for us to begin.
  private static let troubles: [(Kind, Topic)] = [
    ("eviction-threat", .home), ("sleeping-rough", .home), ("tenancy-trouble", .home), ("benefits", .money),
  ]
}

extension Kind {
  /// Whether it moves a matter, so that views of matters tell of it.
  public var isOfMatters: Bool { Move.of(self) != nil }
}
