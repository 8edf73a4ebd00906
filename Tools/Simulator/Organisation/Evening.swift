import Events

/// One route's week, as those who live in it see it.
struct Evening {
  let week: Int
  let monday: Day
  /// The day of the stop.
  let day: Day
  let hour: Int
  let isHeld: Bool
  let place: Places.Place
  let team: [Helper]
  /// Who began this week; nil most weeks.
  let newcomer: Helper?
  /// Who may be mentioned.
  let known: [Handle]

  static let hours = 2

  var closing: Int64 { Clock.minute(day, hour + Self.hours) }

  /// Sometime during the stop, told by one of the crew: mostly by the one whom all know best.
  func atStop(_ chance: inout Chance) -> Occasion {
    Occasion(
      helper: teller(&chance), at: place.name,
      minute: Clock.minute(day, hour, chance.among(2...(Self.hours * 60 - 5))))
  }

  /// On another day of the week, before the evening.
  func elsewhere(_ chance: inout Chance) -> Occasion {
    var other = monday + chance.below(6)
    if other == day { other = other + 1 }
    return Occasion(
      helper: teller(&chance), at: "", minute: Clock.minute(other, chance.among(9...15), chance.below(60)))
  }

  func teller(_ chance: inout Chance) -> Helper {
    chance.below(5) < 3 ? team[0] : team[chance.below(team.count)]
  }

  func colleague(of helper: Helper) -> String { team.first { $0.name != helper.name }?.name ?? helper.name }
}
