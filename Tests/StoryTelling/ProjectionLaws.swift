public import Events

/// The laws that every story projection must keep, as questions about one seeded history. Each answers true
/// where the law holds.
public struct ProjectionLaws<P: StoryProjection>: Sendable {
  public let history: History
  private let seed: UInt64

  public init(_: P.Type, seed: UInt64) {
    history = History(seed: seed, count: 60 + Int(seed % 7) * 20)
    self.seed = seed
  }

  public var entries: [Entry] { P.needs == nil ? history.entries : history.visible }

  public var whole: P { P(of: entries) }

  /// Stopped anywhere, stored, read and folded on, it is the same.
  public func goesOnFromAnywhere() throws -> Bool {
    let entries = entries
    for place in stride(from: 0, through: entries.count, by: 7) {
      var view = try ProjectionLaws.reread(P(of: Array(entries.prefix(place))).stored)
      for entry in entries.dropFirst(place) where P.listens.contains(entry.event.content.type) {
        view.fold(entry)
      }
      guard view == whole, view.stored == whole.stored else { return false }
    }
    return true
  }

  public func staysWhatItIsWhenStored() throws -> Bool {
    let read = try ProjectionLaws.reread(whole.stored)
    return read == whole && read.stored == whole.stored
  }

  /// A field of a later version is passed over.
  public func passesOverUnknownFields() throws -> Bool {
    var writer = WireWriter()
    writer.number(4000, 7)
    writer.text(4001, "from a later version")
    return try ProjectionLaws.reread(whole.stored + writer.bytes) == whole
  }

  public func doesNotDependOnArrival() -> Bool {
    var chance = Chance(seed: seed)
    for _ in 0..<4 {
      let arrived = Storyline.tell(history.events.shuffled(using: &chance), read: history.read)
      let seen = P.needs == nil ? arrived : arrived.visible(under: Standing(arrived))
      guard P(of: seen).stored == whole.stored else { return false }
    }
    return true
  }

  /// After the last word is a no, a view that needs a yes holds nothing.
  public func holdsNothingAfterANo() -> Bool {
    guard P.needs != nil else { return true }
    let last = history.events.map(\.happened.minute).max() ?? 0
    let no = Event(
      id: EventID(origin: 8, sequence: 1), handle: Handle(high: 1, low: 1),
      happened: When(minute: last + 1), recorded: Moment(milliseconds: .max / 2),
      content: .consentWithdrawn([.care]))
    let told = Storyline.tell(history.events + [no], read: history.read)
    let view = P(of: told.visible(under: Standing(told)))
    return view.isEmpty && view == P()
  }

  public static func reread(_ bytes: [UInt8]) throws -> P { try P(stored: bytes.span.bytes) }
}
