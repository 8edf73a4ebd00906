public import Events

/// One helper met the person on one day.
public struct Sight: Hashable, Sendable {
  public var day: Day
  /// False when only the month, the season or the year was told.
  public var isDayKnown: Bool
  public var helper: String
  /// The stop or place; empty where nobody said.
  public var at: String
  /// The first of the day that told it.
  public var event: EventID
}

/// A day on which we met, and all of us who were there.
public struct Meeting: Hashable, Encodable, Sendable {
  public var day: Day
  public var at: String
  public var crew: [String]
  public var events: [EventID]
}

extension Faces {
  /// In order. What was told of one day is one meeting; what was told of no certain day is one by itself.
  public var meetings: [Meeting] {
    var meetings: [Meeting] = []
    var last: Sight?
    for sight in sights {
      if let last, last.isDayKnown, sight.isDayKnown, last.day == sight.day {
        meetings[meetings.count - 1].crew.append(sight.helper)
        meetings[meetings.count - 1].events.append(sight.event)
      } else {
        meetings.append(
          Meeting(day: sight.day, at: sight.at, crew: [sight.helper], events: [sight.event]))
      }
      last = sight
    }
    return meetings
  }

  /// Whom the person knows of us: the most often met first, and of as many the one who was met last.
  public var known: [KnownFace] {
    let meetings = meetings
    var known: [KnownFace] = []
    for meeting in meetings {
      for (helper, event) in zip(meeting.crew, meeting.events) {
        let index = known.firstIndex { $0.helper == helper } ?? known.count
        if index == known.count { known.append(KnownFace(helper, meeting.day, event, of: meetings.count)) }
        known[index].meet(meeting.day, event)
      }
    }
    return known.sorted { ($1.times.k, $1.last, $0.helper) < ($0.times.k, $0.last, $1.helper) }
  }
}

/// A helper whom the person has met.
public struct KnownFace: Hashable, Encodable, Sendable {
  public var helper: String
  /// At how many of all meetings.
  public var times: OutOf
  public var first: Day
  public var last: Day
  /// The first meeting and the last.
  public var events: [EventID]

  init(_ helper: String, _ day: Day, _ event: EventID, of meetings: Int) {
    (self.helper, first, last, events) = (helper, day, day, [event])
    times = OutOf(0, of: meetings)
  }

  mutating func meet(_ day: Day, _ event: EventID) {
    times.k += 1
    last = day
    events = times.k == 1 ? [event] : [events[0], event]
  }
}
