public import Events
public import Markup

extension FollowsFigure {
  private static let most = 16
  private static let cell = 31.0

  /// A square for each step, as dark as its share of all steps out of the same row that are told.
  public func drawing(_ language: Language) -> Drawing {
    let kinds = drawnKinds
    let (froms, tos) = ([Self.begin] + kinds, kinds + [Self.end])
    let left = (froms.map { Drawing.width(of: "00 \($0)", size: 11) }.max() ?? 60) + 10
    let top = 62.0
    let title = language.say("Hvad der kommer lige efter", "What comes right after")
    var drawing = Drawing(
      width: max(520, left + Double(tos.count) * Self.cell + 6),
      height: top + Double(froms.count) * Self.cell + 8,
      title: title, words: words(language))
    drawing.marks = [
      .text(title, at: Point(0, 15), size: 14, .start, isBold: true, .word),
      .text(
        language.say(
          "Række: hvad der skete. Kolonne (samme numre): hvad der kom lige efter, i procent af rækken.",
          "Row: what happened. Column (the same numbers): what came right after, in percent of the row."),
        at: Point(0, 32), size: 10.5, .start, isBold: false, .soft),
    ]
    for (index, name) in tos.enumerated() {
      let label = name == Self.end ? language.say("slut", "end") : "\(index + 1)"
      drawing.marks.append(
        .text(
          label, at: Point(left + (Double(index) + 0.5) * Self.cell, top - 6), size: 10.5, .middle,
          isBold: false, .soft))
    }
    for (row, name) in froms.enumerated() {
      let y = top + Double(row) * Self.cell
      let label = row == 0 ? language.say("begyndelsen", "the beginning") : "\(row)  \(name)"
      drawing.marks += [
        .line(
          Point(0, y), Point(left + Double(tos.count) * Self.cell, y), width: 0.6, isDashed: false, .grid),
        .text(label, at: Point(0, y + Self.cell / 2 + 4), size: 11, .start, isBold: false, .word),
      ]
      drawing.marks += cells(name, tos, Point(left, y))
    }
    return drawing
  }

  private var drawnKinds: [String] {
    var counts: [String: Int] = [:]
    for step in steps where step.from != Self.begin { counts[step.from, default: 0] += step.count }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most).map(\.key)
  }

  private func cells(_ from: String, _ tos: [String], _ corner: Point) -> [Mark] {
    let row = steps.filter { $0.from == from }
    let all = Double(row.reduce(0) { $0 + $1.count })
    var (boxes, texts): ([Mark], [Mark]) = ([], [])
    for (index, to) in tos.enumerated() {
      guard let step = row.first(where: { $0.to == to }) else { continue }
      let share = Double(step.count) / all
      let middle = Point(corner.x + (Double(index) + 0.5) * Self.cell, corner.y + Self.cell / 2)
      let side = Self.cell - 3
      boxes.append(
        .box(
          Point(middle.x - side / 2, middle.y - side / 2), width: side, height: side, corner: 2,
          opacity: min(0.6, 0.05 + share), .ours))
      if share >= 0.005 {
        let text = "\(Int((share * 100).rounded()))"
        texts.append(
          .text(text, at: Point(middle.x, middle.y + 3.5), size: 10, .middle, isBold: false, .word))
      }
    }
    return boxes + texts
  }

  private func words(_ language: Language) -> String {
    let most = steps.filter { $0.from != Self.begin && $0.to != Self.end }
      .sorted { ($1.count, $0.from, $0.to) < ($0.count, $1.from, $1.to) }.prefix(8)
    let told = most.map { "\($0.from) → \($0.to): \(language.number($0.count))" }.joined(separator: "; ")
    return language.say("De hyppigste skridt: \(told).", "The most frequent steps: \(told).")
  }
}

extension FlowsFigure {
  private static let line = 19.0

  /// A bar for each way, under the stage that it leaves.
  public func drawing(_ language: Language) -> Drawing {
    let title = language.say("Fra hånd til svar", "From a hand to an answer")
    let froms = stages.filter { stage in flows.contains { $0.from == stage } }
    var drawing = Drawing(
      width: 640, height: 60 + Double(flows.count) * Self.line + Double(froms.count) * 25, title: title,
      words: words(language))
    drawing.marks = [
      .text(title, at: Point(0, 15), size: 14, .start, isBold: true, .word),
      .text(
        language.say(
          "Hvor mange deltagere der første gang kom fra det ene til det andet.",
          "How many participants came from one to the other for the first time."), at: Point(0, 32),
        size: 10.5,
        .start, isBold: false, .soft),
    ]
    let most = Double(flows.map(\.participants).max() ?? 1)
    var y = 52.0
    for from in froms {
      drawing.marks.append(
        .text(language.stage(from), at: Point(0, y + 12), size: 12, .start, isBold: true, .word))
      y += Self.line
      for flow in flows where flow.from == from {
        drawing.marks += bar(flow, at: y, most, language)
        y += Self.line
      }
      y += 6
    }
    drawing.height = y + 6
    return drawing
  }

  private func bar(_ flow: Flow, at y: Double, _ most: Double, _ language: Language) -> [Mark] {
    let width = max(1, Double(flow.participants) / most * 380)
    let number = language.number(flow.participants)
    let isEnd = flow.to == FollowsFigure.end
    return [
      .box(
        Point(190, y + 2), width: width, height: 12, corner: 2, opacity: isEnd ? 0.25 : 0.7,
        isEnd ? .soft : .ours),
      .text("→ " + language.stage(flow.to), at: Point(14, y + 12), size: 11, .start, isBold: false, .word),
      .text(number, at: Point(190 + width + 6, y + 12), size: 11, .start, isBold: false, .soft),
    ]
  }

  private func words(_ language: Language) -> String {
    flows.map {
      "\(language.stage($0.from)) → \(language.stage($0.to)): \(language.number($0.participants))."
    }
    .joined(separator: " ")
  }
}

extension Language {
  /// What a stage is called where it is one of the usual.
  fileprivate func stage(_ name: String) -> String {
    let words = name.split(separator: " ", maxSplits: 1).map(String.init)
    let usual = [
      "(begin)": "begyndelsen", "(end)": "ikke mere", "help": "hjælp", "bridge": "bro", "granted": "bevilget",
      "refused": "afslag", "waiting": "venteliste", "answer": "svar", "arranged": "aftalt",
      "happened": "skete",
      "declined": "nej tak", "failed": "blev ikke til noget",
    ]
    let english = ["(begin)": "the beginning", "(end)": "nothing more", "declined": "declined"]
    return words.map { say(usual[$0] ?? $0, english[$0] ?? $0) }.joined(separator: " ")
  }
}

extension BeforeFigure {
  private static let most = 24
  private static let line = 20.0
  private static let left = 190.0
  private static let width = 380.0

  /// For each kind a dot with its interval, and a ring where it stands before anything.
  public func drawing(_ language: Language) -> Drawing {
    let drawn = rows.sorted {
      ($0.target, $1.difference.value, $0.kind) < ($1.target, $0.difference.value, $1.kind)
    }
    .prefix(Self.most)
    let targets = drawn.map(\.target).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let name = targets.joined(separator: ", ")
    let title = language.say(
      "Hvad der kommer før første gang: \(name)", "What comes before the first time: \(name)")
    var drawing = Drawing(width: 640, height: 0, title: title, words: words(drawn, language))
    drawing.marks = heading(title, language)
    let top = max(0.1, drawn.map { max($0.share.high, $0.base.high) }.max() ?? 1)
    var y = 66.0
    for target in targets {
      if targets.count > 1 {
        drawing.marks.append(.text(target, at: Point(0, y + 4), size: 12, .start, isBold: true, .word))
        y += Self.line
      }
      for row in drawn where row.target == target {
        drawing.marks += marks(row, at: y, top)
        y += Self.line
      }
    }
    drawing.marks += axis(y, top)
    drawing.height = y + 22
    return drawing
  }

  private func heading(_ title: String, _ language: Language) -> [Mark] {
    [
      .text(title, at: Point(0, 15), size: 14, .start, isBold: true, .word),
      .text(
        language.say(
          "Andelen, der havde det blandt de \(window) hændelser lige før, med 95 % interval;",
          "The share who had it among the \(window) events right before, with its 95 % interval;"),
        at: Point(0, 32), size: 10.5, .start, isBold: false, .soft),
      .text(
        language.say(
          "ringen er, hvor ofte det står før en hvilken som helst hændelse.",
          "the ring is how often it stands before any event at all."),
        at: Point(0, 46), size: 10.5, .start, isBold: false, .soft),
    ]
  }

  private func x(_ share: Double, _ top: Double) -> Double { Self.left + share / top * Self.width }

  private func marks(_ row: Row, at y: Double, _ top: Double) -> [Mark] {
    [
      .text(row.kind, at: Point(0, y + 4), size: 11, .start, isBold: false, .word),
      .line(Point(Self.left, y), Point(Self.left + Self.width, y), width: 0.5, isDashed: true, .grid),
      .signs(.ring, at: [Point(x(row.base.value, top), y)], .soft),
      .line(
        Point(x(row.share.low, top), y), Point(x(row.share.high, top), y), width: 1.6, isDashed: false, .ours),
      .signs(.dot, at: [Point(x(row.share.value, top), y)], .ours),
    ]
  }

  private func axis(_ y: Double, _ top: Double) -> [Mark] {
    let step = top > 0.5 ? 0.2 : top > 0.2 ? 0.1 : 0.05
    return (0...Int(top / step)).flatMap { index -> [Mark] in
      let share = Double(index) * step
      return [
        .line(Point(x(share, top), y - 8), Point(x(share, top), y - 4), width: 1, isDashed: false, .grid),
        .text(
          "\(Int((share * 100).rounded())) %", at: Point(x(share, top), y + 8), size: 9.5, .middle,
          isBold: false, .soft),
      ]
    }
  }

  private func words(_ rows: ArraySlice<Row>, _ language: Language) -> String {
    rows.map { row in
      let (share, base) = (language.percent(row.share.value), language.percent(row.base.value))
      return language.say(
        "\(row.kind) før \(row.target): \(share), ellers \(base).",
        "\(row.kind) before \(row.target): \(share), else \(base).")
    }.joined(separator: " ")
  }
}
