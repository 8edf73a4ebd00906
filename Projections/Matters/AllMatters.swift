public import Events
public import Markup

/// A matter among those of many participants.
public struct Pending: Sendable, Encodable {
  public var handle: Handle
  public var name = ""
  public var matter: Matter

  public init(_ handle: Handle, _ matter: Matter) { (self.handle, self.matter) = (handle, matter) }
}

/// Where we wait, or are waited for: what has not moved for more than 14 days, over all participants (field
/// reference, F6 and F7). How many, and how often we went along, are figures about us.
public struct AllMatters: Sendable, Encodable {
  /// What lies still, the newest first: that is where a call helps most.
  public var still: [Pending]
  /// How many more lie still than stand in `still`.
  public let more: Int
  public let topics: [OfTopic]

  /// The matters of one topic.
  public struct OfTopic: Sendable, Encodable {
    public let topic: Topic
    public var open = 0
    public var still = 0
    public var ended = 0
    /// Of all steps that could be gone together, at how many one of us went along or was welcome to.
    public var together = OutOf()
  }

  public init(_ all: [Pending], today: Day, most: Int) {
    let limbo = all.filter { $0.matter.isInLimbo(today) }
      .sorted { ($0.matter.still(today), $0.handle) < ($1.matter.still(today), $1.handle) }
    still = Array(limbo.prefix(most))
    more = limbo.count - still.count
    topics = Dictionary(grouping: all, by: \.matter.topic).map { OfTopic($0, $1.map(\.matter), today) }
      .sorted { ($1.still, $1.open, $0.topic.rawValue) < ($0.still, $0.open, $1.topic.rawValue) }
  }

  public func page(_ language: Language, today: Day) -> Page {
    var page = Page(title: language.say("Sagerne", "The matters"))
    guard !topics.isEmpty else {
      page.parts = [
        .remark(language.say("Ingen sag er åbnet endnu.", "No matter has been opened yet."))
      ]
      return page
    }
    page.parts.append(
      .heading(
        language.say(
          "Ligger stille i mere end 14 dage, de nyeste først",
          "Has not moved for more than 14 days, the newest first")))
    page.parts += still.map { .row($0.row(language, today)) }
    if still.isEmpty { page.parts.append(.remark(language.say("Intet.", "Nothing."))) }
    if more > 0 {
      let text = language.say("\(more) flere: --all viser dem", "\(more) more: --all shows them")
      page.parts.append(.row(Row("", text)))
    }
    page.parts += byTopic(language)
    return page
  }

  /// How many of each topic are open, lie still, have ended.
  public func byTopic(_ language: Language) -> [Part] {
    [.heading(language.say("Efter emne", "By topic"))] + topics.map { .row($0.row(language)) }
  }
}

extension Pending {
  public func row(_ language: Language, _ today: Day) -> Row {
    let text = "\(language.name(matter.topic)) · \(language.standing(matter, today))"
    return Row(name, text, events: [matter.last.event])
  }
}

extension AllMatters.OfTopic {
  fileprivate init(_ topic: Topic, _ matters: [Matter], _ today: Day) {
    self.topic = topic
    for matter in matters {
      if matter.isOpen { open += 1 } else { ended += 1 }
      if matter.isInLimbo(today) { still += 1 }
      for step in matter.steps where step.isVisit { together.count(step.isTogether) }
    }
  }

  fileprivate func row(_ language: Language) -> Row {
    var parts: [String] = []
    if open > 0 { parts.append(language.say("\(open) i gang", "\(open) under way")) }
    if still > 0 { parts.append(language.say("\(still) ligger stille", "\(still) not moving")) }
    if ended > 0 { parts.append(language.say("\(ended) kommet til ende", "\(ended) come to an end")) }
    if together.n > 0 {
      parts.append(
        language.say(
          "vi var med \(together.k) af \(together.n) gange",
          "we went along \(together.k) of \(together.n) times"))
    }
    return Row(language.name(topic), parts.joined(separator: " · "))
  }
}

extension Matter.Step {
  /// Somebody went to somebody, or did not get there: one of us could have gone along.
  fileprivate var isVisit: Bool {
    Kind.bridges.contains(kind) && (mode == .happened || mode == .failed)
  }
}
