internal import Events
internal import Faces

/// Where and when we have met somebody, and who of us.
struct Comings: Equatable, Sendable {
  let helpers: Set<String>
  /// By stop or place, in small letters: the last days, the newest first.
  let days: [String: [Day]]
  let last: Day
  let lastPlace: String

  /// Of each place so many days are kept.
  private static let kept = 6

  init(_ faces: Faces) {
    helpers = Set(faces.helpers)
    var days: [String: [Day]] = [:]
    for sight in faces.sights.reversed() where sight.isDayKnown {
      let place = sight.at.lowercased()
      guard let known = days[place] else {
        days[place] = [sight.day]
        continue
      }
      if known.count < Self.kept, known.last != sight.day { days[place] = known + [sight.day] }
    }
    self.days = days
    last = faces.sights.last?.day ?? Day(number: 0)
    lastPlace = faces.sights.last?.at.lowercased() ?? ""
  }

  /// Twice in the last 90 days, or once in the last 28: where they come, they are expected again.
  func isUsual(at stop: String, _ today: Day) -> Bool {
    let days = days[stop] ?? []
    return days.count { $0 > today + -90 } > 1 || days.first.map { $0 > today + -28 } ?? false
  }

  /// Came here last, and within half a year.
  func belongs(to stop: String, _ today: Day) -> Bool { lastPlace == stop && last > today + -182 }
}
