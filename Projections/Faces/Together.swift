public import Events
public import Markup

/// One of many participants, and whom of us they know.
public struct Acquaintance: Sendable, Encodable {
  public var handle: Handle
  public var name: String
  public var known: [KnownFace]
  /// The last meeting with any of us.
  public var last: Day

  /// - Parameter left: helpers who are no longer with us; nobody can meet them.
  public init(_ handle: Handle, _ view: Faces, left: Set<String>) {
    self.handle = handle
    name = ""
    known = view.known.filter { !left.contains($0.helper) }
    last = view.sights.last?.day ?? Day(number: 0)
  }

  func knows(_ helper: String) -> KnownFace? { known.first { $0.helper == helper } }
}

/// What is lost when a helper leaves.
public struct Leaving: Sendable, Encodable {
  public let helper: String
  /// How many know the helper at all.
  public let known: Int
  /// Who knows nobody else of us.
  public var alone: [Acquaintance]
  /// Who has met the helper most often, and knows others.
  public var most: [Acquaintance]

  public init(_ helper: String, _ all: [Acquaintance]) {
    self.helper = helper
    let all = all.filter { $0.knows(helper) != nil }.sorted { ($1.last, $0.handle) < ($0.last, $1.handle) }
    known = all.count
    alone = all.filter { $0.known.count == 1 }
    most = all.filter { $0.known.count > 1 && $0.known[0].helper == helper }
  }

  public func page(_ language: Language) -> Page {
    var page = Page(title: language.say("Hvis \(helper) går", "If \(helper) leaves"))
    guard known > 0 else {
      let nobody = language.say(
        "Ingen deltager har mødt \(helper).", "No participant has met \(helper).")
      page.parts = [.remark(nobody)]
      return page
    }
    let who = language.say("\(language.number(known)) deltagere", "\(language.number(known)) participants")
    page.parts = [.row(Row(language.say("Kender \(helper)", "Know \(helper)"), who))]
    page.parts += section(language.say("Kender ingen anden af os", "Know nobody else of us"), alone) {
      $0.only(language)
    }
    page.parts += section(
      language.say(
        "Har mødt \(helper) oftest, og kender også", "Have met \(helper) most often, and also know"),
      most
    ) { $0.others(language) }
    return page
  }
}

/// Who would meet only strangers when these helpers come.
public struct Tonight: Sendable, Encodable {
  public let crew: [String]
  /// How many were met lately, and how many of them know one of the crew.
  public let knowOne: OutOf
  public var strangers: [Acquaintance]

  /// - Parameter all: those who may come: met lately, at the stop that is meant.
  public init(_ crew: [String], _ all: [Acquaintance]) {
    self.crew = crew
    strangers = all.filter { one in !crew.contains { one.knows($0) != nil } }
      .sorted { ($1.last, $0.handle) < ($0.last, $1.handle) }
    knowOne = OutOf(all.count - strangers.count, of: all.count)
  }

  public func page(_ language: Language, at stop: String) -> Page {
    let names = crew.joined(separator: language.say(" og ", " and "))
    let come = crew.count == 1 ? "comes" : "come"
    var page = Page(title: language.say("Hvis \(names) kommer", "If \(names) \(come)"))
    if !stop.isEmpty { page.title += " · \(stop)" }
    guard knowOne.n > 0 else {
      let nobody = language.say(
        "Ingen er mødt her de sidste 90 dage.", "Nobody has been met here in the last 90 days.")
      page.parts = [.remark(nobody)]
      return page
    }
    let text = language.say(
      "\(knowOne.k) af \(knowOne.n), der er mødt de sidste 90 dage, kender en af jer",
      "\(knowOne.k) of \(knowOne.n) who were met in the last 90 days know one of you")
    page.parts = [.row(Row(language.say("Kendt ansigt", "Known face"), text))]
    page.parts += section(
      language.say("Ville kun møde fremmede", "Would meet only strangers"), strangers
    ) { $0.best(language) }
    return page
  }
}

extension Acquaintance {
  /// When they last met the only one of us whom they know.
  public func only(_ language: Language) -> Row {
    let last = language.date(known[0].last)
    return Row(name, language.say("sidst \(last)", "last \(last)"), events: known[0].events)
  }

  /// Whom they know beside the one they know best.
  public func others(_ language: Language) -> Row {
    var row = known.dropFirst().left(language, without: known[0])
    row.label = name
    return row
  }

  /// Whom they know best instead.
  public func best(_ language: Language) -> Row {
    guard let best = known.first else {
      return Row(name, language.say("kender ingen, der er hos os nu", "knows nobody who is with us now"))
    }
    let last = language.date(best.last)
    let text = language.say("kender \(best.helper), sidst \(last)", "knows \(best.helper), last \(last)")
    return Row(name, text, events: best.events)
  }
}

private func section(_ heading: String, _ all: [Acquaintance], _ row: (Acquaintance) -> Row) -> [Part] {
  all.isEmpty ? [] : [.heading(heading)] + all.map { .row(row($0)) }
}
