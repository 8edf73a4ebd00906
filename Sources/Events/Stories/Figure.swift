/// A sum with what it is called, for saying how sums differ.
public struct Figure: Sendable {
  /// The same in both of the sums that are held against each other.
  public let id: String
  public let danish: String
  public let english: String
  public let number: Int

  public init(_ danish: String, _ english: String, _ number: Int) {
    (id, self.danish, self.english, self.number) = (english, danish, english, number)
  }

  /// How often a kind was counted.
  /// - Parameter danish: stands before the kind's name, as `english` does.
  public init(
    _ kind: Kind, _ number: Int, _ context: ChangeContext, _ danish: String = "", _ english: String = ""
  ) {
    (id, self.number) = ("\(english)/\(kind)", number)
    self.danish = danish + context.name(kind, .danish)
    self.english = english + context.name(kind, .english)
  }
}

extension Change {
  /// What of some figures has changed: `Nibe: fodpleje 19, før 12`. One that is missing is zero.
  /// - Parameter place: whose figures they are; empty for all.
  public static func sums(_ place: String = "", from old: [Figure], to new: [Figure]) -> [Change] {
    let before = Dictionary(old.map { ($0.id, $0.number) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.id, $0.number) }) { first, _ in first }
    return (new + old.filter { after[$0.id] == nil }).compactMap { figure in
      let (was, now) = (before[figure.id] ?? 0, after[figure.id] ?? 0)
      return was == now ? nil : sum(place, figure, was, now)
    }
  }

  private static func sum(_ place: String, _ figure: Figure, _ was: Int, _ now: Int) -> Change {
    Change(.sum) { language in
      let (was, now) = (language.number(was), language.number(now))
      return (place.isEmpty ? "" : "\(place): ")
        + language.say("\(figure.danish) \(now), før \(was)", "\(figure.english) \(now), before \(was)")
    }
  }
}
