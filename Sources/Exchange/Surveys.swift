public import Events
internal import Formats
public import Notebook
internal import Rebuild

/// What a CSV file would become; nothing is brought in.
public struct CSVSurvey {
  private var rows = 0
  private var people: Set<String> = []
  private var stops: Set<String> = []
  private var masked = 0
  private var first: When?
  private var last: When?
  private var faults: [RowFault] = []
  private var examples: [(text: String, kinds: [GivenReading])] = []
  private let leftOut: [String]
  private let choice: IntakeChoice

  public init(_ meaning: consuming CSVMeaning, _ map: CSVMap, _ notebook: Notebook, _ choice: IntakeChoice)
    throws
  {
    leftOut = meaning.columns.filter { !map.columns.contains($0) }
    self.choice = choice
    while let row = try meaning.next() {
      rows += 1
      switch row {
      case .bad(let fault, _): faults.append(fault)
      case .meant(let meant, _): try count(meant, notebook)
      }
    }
  }

  private mutating func count(_ row: MeantRow, _ notebook: Notebook) throws {
    if !row.who.isEmpty { people.insert(row.who.lowercased()) }
    if !row.at.isEmpty { stops.insert(row.at) }
    if !Masking.mask(row.text).found.isEmpty { masked += 1 }
    if let when = row.when {
      if first.map({ when.minute < $0.minute }) ?? true { first = when }
      if last.map({ when.minute > $0.minute }) ?? true { last = when }
    }
    guard examples.count < 3 else { return }
    let weighed = try notebook.weigh(Telling(row.text), asPresence: true).records.first?.given ?? []
    examples.append((Masking.mask(row.text).line, row.given + weighed))
  }

  public func sentences(_ language: Language) -> [String] {
    var said = [
      language.say(
        "\(language.rows(rows)), \(language.people(people.count)), \(language.count(stops.count, ("sted", "steder"), ("place", "places")))\(span(language)).",
        "\(language.rows(rows)), \(language.people(people.count)), \(language.count(stops.count, ("sted", "steder"), ("place", "places")))\(span(language))."
      )
    ]
    if !people.isEmpty { said.append(who(language)) }
    if masked > 0 {
      said.append(
        language.say(
          "I \(language.rows(masked)) står et CPR-nummer, et kortnummer eller en kode: de bliver dækket til.",
          "In \(language.rows(masked)) there is a CPR number, a card number or a code: it will be masked."))
    }
    if !leftOut.isEmpty {
      let names = leftOut.joined(separator: ", ")
      said.append(
        language.say(
          "Disse kolonner hentes ikke ind: \(names). Skriv dem under keep for at få dem med.",
          "These columns are not brought in: \(names). Write them under keep to have them."))
    }
    for example in examples {
      let kinds = example.kinds.map { "\($0.kind):\($0.mode)" }.joined(separator: ", ")
      said.append(
        language.say(
          "“\(example.text.prefix(80))” læses som: \(kinds.isEmpty ? "ingenting" : kinds)",
          "“\(example.text.prefix(80))” is read as: \(kinds.isEmpty ? "nothing" : kinds)"))
    }
    return said + IntakeReport.sentences(faults, language)
  }

  private func span(_ language: Language) -> String {
    guard let first, let last else { return language.say("; ingen tider", "; no times") }
    return language.say(
      ", fra \(language.date(first)) til \(language.date(last))",
      ", from \(language.date(first)) to \(language.date(last))")
  }

  private func who(_ language: Language) -> String {
    if choice.cases == .organisation {
      return language.say("De tages for ting, ikke mennesker.", "They are taken for things, not people.")
    }
    return choice.remembers
      ? language.say(
        "De huskes fra nu af, som de har sagt ja til (\(choice.how)).",
        "They are remembered from now on, as they have agreed (\(choice.how)).")
      : language.say(
        "Ingen har sagt, at de har sagt ja: af hver, der ikke huskes i forvejen, gemmes kun, at nogen var der, og intet ord. Har de sagt ja, så skriv --consent care --how \"hvordan\".",
        "Nobody has said that they agreed: of each who is not remembered already, only that somebody was there is kept, and no word. If they agreed, write --consent care --how \"how\"."
      )
  }
}

/// What a file of CloudEvents would become.
public struct EventsSurvey {
  private var own = 0
  private var foreign = 0
  private var subjects: Set<String> = []
  private var faults: [RowFault] = []

  public init(_ path: String) throws {
    var rows = try CloudEventsReader(path: path)
    while let row = try rows.next() {
      switch row {
      case .bad(let fault, _): faults.append(fault)
      case .event(let event):
        if event.own == nil { foreign += 1 } else { own += 1 }
        if !event.subject.isEmpty { subjects.insert(event.subject) }
      }
    }
  }

  public func sentences(_ language: Language) -> [String] {
    [
      language.say(
        "\(language.events(own + foreign)), heraf \(language.number(own)) af tillids egne; \(language.number(subjects.count)) personer eller sager.",
        "\(language.events(own + foreign)), of which \(language.number(own)) are tillid's own; \(language.number(subjects.count)) people or cases."
      )
    ] + IntakeReport.sentences(faults, language)
  }
}

extension XESSurvey {
  public func sentences(_ language: Language, _ choice: IntakeChoice) -> [String] {
    var said = [
      language.say(
        "\(language.number(traces)) sager, \(language.events(events)), \(language.number(names.count)) slags hændelser\(first.map { ", fra \(language.date($0))" } ?? "")\(last.map { " til \(language.date($0))" } ?? "").",
        "\(language.number(traces)) cases, \(language.events(events)), \(language.number(names.count)) kinds of events\(first.map { ", from \(language.date($0))" } ?? "")\(last.map { " to \(language.date($0))" } ?? "")."
      )
    ]
    let most = names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
    if !most.isEmpty {
      said.append(most.map { "\($0.key) (\(language.number($0.value)))" }.joined(separator: ", "))
    }
    if choice.cases == nil {
      said.append(ExchangeError.personsOrThings(path: choice.source).sentence(language))
    }
    return said
  }
}

extension IntakeReport {
  private static let shown = 20

  /// The rows that cannot be taken, each with its number and the reason.
  static func sentences(_ faults: [RowFault], _ language: Language) -> [String] {
    guard !faults.isEmpty else { return [] }
    let lines = faults.prefix(shown).map {
      language.say("  linje \($0.line): \($0.danish)", "  line \($0.line): \($0.english)")
    }
    let rest = faults.count - lines.count
    let more =
      rest > 0
      ? [language.say("  … og \(language.number(rest)) til", "  … and \(language.number(rest)) more")] : []
    return [
      language.say(
        "\(language.rows(faults.count)) kan ikke tages ind:",
        "\(language.rows(faults.count)) cannot be taken:")
    ] + lines + more
  }

  public func sentences(_ language: Language) -> [String] {
    var said = [
      language.say(
        "\(language.rows(rows)) læst, \(language.events(events)) nye, \(language.number(known)) var her i forvejen.",
        "\(language.rows(rows)) read, \(language.events(events)) new, \(language.number(known)) were here already."
      )
    ]
    if !people.isEmpty {
      said.append(
        language.say(
          "De står hos \(language.people(people.count)), heraf \(language.number(newPeople)) nye.",
          "They stand with \(language.people(people.count)), \(language.number(newPeople)) of them new."))
    }
    if presences > 0 {
      said.append(
        language.say(
          "\(language.rows(presences)) er om nogen, der ikke har sagt ja til at blive husket: kun at nogen var der, er gemt. Har de sagt ja, så fortryd, og hent ind igen med --consent care --how.",
          "\(language.rows(presences)) about somebody who has not agreed to be remembered: only that somebody was there is kept. If they agreed, undo, and import again with --consent care --how."
        ))
    }
    if erased > 0 {
      said.append(
        language.say(
          "\(language.rows(erased)) er om nogen, der er slettet, og er ikke taget ind.",
          "\(language.rows(erased)) about somebody who is erased: not taken in."))
    }
    if elsewhere > 0 {
      said.append(
        language.say(
          "\(language.rows(elsewhere)) er om nogen, der hører til en anden region, og er ikke taget ind: hent dem ind dér.",
          "\(language.rows(elsewhere)) about somebody who belongs to another region: not taken in; bring them in there."
        ))
    }
    let hidden = masked.values.reduce(0, +)
    if hidden > 0 {
      said.append(
        language.say(
          "Dækket til: \(language.count(hidden, ("nummer eller kode", "numre eller koder"), ("", "")))",
          "Masked: \(language.count(hidden, ("", ""), ("number or code", "numbers or codes")))"))
    }
    return said + Self.sentences(faults, language)
  }
}

extension Language {
  func count(_ number: Int, _ danish: (String, String), _ english: (String, String)) -> String {
    let words = say(number == 1 ? danish.0 : danish.1, number == 1 ? english.0 : english.1)
    return "\(self.number(number)) \(words)"
  }

  func rows(_ number: Int) -> String { count(number, ("række", "rækker"), ("row", "rows")) }
  func people(_ number: Int) -> String { count(number, ("person", "personer"), ("person", "people")) }
}
