public import Events
public import Markup

extension Faces: Paged {
  public func page(_ language: Language, today: Day, of name: String) -> Page {
    page(language, of: name, left: [], tonight: [])
  }

  /// - Parameters:
  ///   - left: helpers who are no longer with us.
  ///   - tonight: who would come; empty where nobody asks.
  public func page(_ language: Language, of name: String, left: Set<String>, tonight: [String]) -> Page {
    var page = Page(title: language.say("Ansigter · \(name)", "Faces · \(name)"))
    guard !isEmpty else {
      let empty = language.say(
        "Intet møde står her endnu. Et ansigt bliver kendt, når en hjælper skriver om et møde: tillid note … --by NAVN",
        "No meeting stands here yet. A face becomes known when a helper writes of a meeting: tillid note … --by NAME"
      )
      page.parts = [.remark(empty)] + tonightParts(language, name, tonight, [])
      return page
    }
    let known = known
    page.parts.append(
      .remark(language.say("Tallene er om os, ikke om \(name).", "The figures are about us, not \(name).")))
    page.parts += tonightParts(language, name, tonight, known)
    page.parts.append(.heading(language.say("Kender af os", "Knows of us")))
    page.parts += known.map { .row($0.row(language, hasLeft: left.contains($0.helper))) }
    page.parts += continuityParts(language, known)
    page.parts += lossParts(language, known.filter { !left.contains($0.helper) })
    return page
  }

  private func tonightParts(_ language: Language, _ name: String, _ tonight: [String], _ known: [KnownFace])
    -> [Part]
  {
    guard !tonight.isEmpty else { return [] }
    let rows = tonight.map { helper in
      guard let face = known.first(where: { $0.helper == helper }) else {
        return Part.row(Row(helper, language.say("ville være fremmed", "would be a stranger")))
      }
      let last = language.date(face.last)
      return .row(
        Row(helper, language.say("kendt, sidst \(last)", "known, last \(last)"), events: face.events))
    }
    return [.heading(language.say("Hvis de kommer i aften", "If they come tonight"))] + rows
  }

  /// With one meeting there is nothing to compare.
  private func continuityParts(_ language: Language, _ known: [KnownFace]) -> [Part] {
    let (meetings, ours) = (meetings, ours)
    guard meetings.count > 1, let most = known.first else { return [] }
    let events = meetings.flatMap(\.events)
    func row(_ label: (String, String), _ figure: OutOf, _ danish: String, _ english: String) -> Part {
      let text = language.say("\(figure.k) af \(figure.n) \(danish)", "\(figure.k) of \(figure.n) \(english)")
      return .row(Row(language.say(label.0, label.1), text, events: events))
    }
    return [
      .heading(language.say("Vores ansigter", "Our faces")),
      row(
        ("Kendt ansigt", "Known face"), ours.knownFace, "gange kom en, der havde været der før",
        "times somebody came who had been there before"),
      row(
        ("Som sidst", "As last time"), ours.secon, "gange kom en fra gangen før",
        "times somebody came from the time before"),
      row(("Oftest", "Most often"), ours.upc, "gange kom \(most.helper)", "times \(most.helper) came"),
      row(
        ("To og to", "Two by two"), ours.coc, "par af møder havde et ansigt til fælles",
        "pairs of meetings had a face in common"),
    ]
  }

  /// What is lost when the one leaves who is known best.
  private func lossParts(_ language: Language, _ known: [KnownFace]) -> [Part] {
    guard let most = known.first else {
      let text = language.say("ingen, der stadig er hos os", "nobody who is still with us")
      return [.row(Row(language.say("Kender nu", "Knows now"), text, events: sights.suffix(1).map(\.event)))]
    }
    return [
      .heading(language.say("Hvis \(most.helper) går", "If \(most.helper) leaves")),
      .row(known.dropFirst().left(language, without: most)),
    ]
  }
}

extension Collection<KnownFace> {
  /// Who is left when a helper has gone.
  func left(_ language: Language, without gone: KnownFace) -> Row {
    guard !isEmpty else {
      let text = language.say(
        "intet kendt ansigt: den næste, der kommer, er fremmed",
        "no known face: whoever comes next is a stranger")
      return Row(language.say("Så er der", "Then there is"), text, events: gone.events)
    }
    let names = prefix(3).map { "\($0.helper) (\(language.say("sidst", "last")) \(language.date($0.last)))" }
    let more = count > 3 ? language.say(" og \(count - 3) til", " and \(count - 3) more") : ""
    return Row(
      language.say("Så er der", "Then there is"), names.joined(separator: ", ") + more,
      events: gone.events + prefix(3).flatMap(\.events))
  }
}

extension KnownFace {
  fileprivate func row(_ language: Language, hasLeft: Bool) -> Row {
    let times = language.say("\(times.k) af \(times.n) gange", "\(times.k) of \(times.n) times")
    let (first, last) = (language.date(first), language.date(last))
    let days =
      first == last
      ? last : language.say("første \(first), sidst \(last)", "first \(first), last \(last)")
    let gone = hasLeft ? language.say(" · ikke hos os mere", " · no longer with us") : ""
    return Row(helper, "\(times) · \(days)\(gone)", events: events)
  }
}
