public import Events

/// The person's own rhythm: how long it usually is between the days on which we meet or speak. It is compared
/// with nobody else's, and it ends nothing.
public struct Rhythm: Equatable, Sendable {
  /// The median of the gaps, by nearest rank.
  public var usual: Days
  /// Nine gaps in ten are no longer than this, by nearest rank.
  public var long: Days

  /// Shorter pauses are never called unusual.
  static let least = Days(14)

  /// Nil with fewer than four gaps: then there is no rhythm to tell of.
  init?(_ gaps: [Days]) {
    guard gaps.count >= 4 else { return nil }
    let sorted = gaps.sorted()
    usual = sorted[Rhythm.rank(50, of: sorted.count) - 1]
    long = sorted[Rhythm.rank(90, of: sorted.count) - 1]
  }

  func isUnusual(_ gap: Days) -> Bool { gap > max(Rhythm.least, long) }

  /// ⌈percent · count / 100⌉, from 1.
  private static func rank(_ percent: Int, of count: Int) -> Int { (percent * count + 99) / 100 }
}

/// A pause that was longer than usual for this person, as it looked then.
public struct Pause: Equatable, Sendable {
  public var from: Contact
  /// The contact that ended it; nil while it lasts.
  public var until: Contact?
  public var length: Days
}

extension Trust {
  /// The last contact of each day on which there was one.
  var contactDays: [Contact] {
    contacts.reduce(into: []) { days, contact in
      guard contact.isDayKnown else { return }
      if days.last?.day == contact.day { days.removeLast() }
      days.append(contact)
    }
  }

  /// The gaps between contact days. One in which we met on a day that nobody remembers is not known.
  var gaps: [Pause] {
    let days = contactDays
    return zip(days, days.dropFirst()).compactMap { from, until in
      isKnown(from.day, until.day) ? Pause(from: from, until: until, length: until.day - from.day) : nil
    }
  }

  private func isKnown(_ from: Day, _ until: Day) -> Bool {
    !contacts.contains { !$0.isDayKnown && from < $0.day && $0.day < until }
  }

  public var rhythm: Rhythm? { Rhythm(gaps.map(\.length)) }

  /// Pauses that were unusual beside all gaps before them, and the present one beside all of them.
  public func pauses(today: Day) -> [Pause] {
    let gaps = gaps
    var pauses = gaps.indices.compactMap { index in
      Rhythm(gaps[..<index].map(\.length))?.isUnusual(gaps[index].length) == true ? gaps[index] : nil
    }
    if let last = contactDays.last, isKnown(last.day, today), rhythm?.isUnusual(today - last.day) == true {
      pauses.append(Pause(from: last, until: nil, length: today - last.day))
    }
    return pauses
  }

  /// Of the contacts in the last 90 days whose beginning is known, those that the person began (F5).
  public func initiative(today: Day) -> (OutOf, [EventID]) {
    let recent = contacts.filter {
      $0.initiative != .unknown && $0.day > today + -90 && !(today < $0.day)
    }
    var count = OutOf()
    for contact in recent { count.count(contact.initiative == .theirs) }
    return (count, recent.map(\.event))
  }

  public var doorsOpened: OutOf { OutOf(doors.count(where: \.wasOpened), of: doors.count) }
}
