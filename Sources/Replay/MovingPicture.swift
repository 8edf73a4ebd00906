public import Events
public import Markup
public import Releases

/// How many participants have had which first, frame by frame from the first event of each: what a page plays, and as
/// a still for whoever has no script. A number stays as it was until it has grown by at least K.
public struct MovingPicture: Hashable, Sendable {
  public struct Frame: Hashable, Sendable {
    public var from: Int
    /// Nil where it is open.
    public var to: Int?
  }

  public struct Lane: Hashable, Sendable {
    public var kind: String
    /// For each frame, up to its end.
    public var had: [Int]
  }

  public let participants: Int
  /// `days`, `quarters`, or `events` where the release tells no time.
  public let unit: String
  public let least: Int
  public let frames: [Frame]
  /// What most have had stands first.
  public let lanes: [Lane]

  /// - Parameter terms: its kinds are shown; all that may be, where it names none.
  public init(of table: EventTable, _ terms: FigureTerms = FigureTerms()) throws(ReplayError) {
    let cohort = try Cohort(table)
    let (frames, unit, frameOf) = try Self.course(table)
    var lanes: [Lane] = []
    for code in try cohort.codes(terms.kinds) {
      var new = Array(repeating: 0, count: frames.count)
      for (person, row) in cohort.firsts(of: code).enumerated() {
        if let row { new[frameOf(row, table.starts[person])] += 1 }
      }
      let had = Self.told(new, terms.least)
      if had.last ?? 0 > 0 { lanes.append(Lane(kind: cohort.kind.words[code], had: had)) }
    }
    self.lanes = lanes.sorted { ($1.had.last ?? 0, $0.kind) < ($0.had.last ?? 0, $1.kind) }
    (self.frames, self.unit, participants, least) = (frames, unit, cohort.participants, terms.least)
  }

  /// What the frames are, and in which of them a row stands, told the first row of its participant.
  private static func course(
    _ table: EventTable
  ) throws(ReplayError) -> ([Frame], unit: String, (_ row: Int, _ start: Int) -> Int) {
    guard table[ReleaseColumn.time.rawValue] != nil else {
      let frames = eventFrames
      return (frames, "events", { row, start in frames.lastIndex { $0.from <= row - start + 1 } ?? 0 })
    }
    let ages = try Ages(table)
    let frames = frames(ages)
    let ends = ages.spans.map { span in frames.lastIndex { $0.from <= span.from } ?? 0 }
    return (frames, ages.unit, { row, _ in ends[ages.steps[row]] })
  }

  /// Where a release tells no time, its order is left: the first ten events, and then ten at a time.
  private static let eventFrames: [Frame] =
    (1...10).map { Frame(from: $0, to: $0) } + [Frame(from: 11, to: 20), Frame(from: 21, to: nil)]

  /// The spans of the release, or months of thirty days.
  private static func frames(_ ages: Ages) -> [Frame] {
    guard ages.tellsMeetings else { return ages.spans.map { Frame(from: $0.from, to: $0.to) } }
    let months = (ages.spans.last?.from ?? 0) / 30 + 1
    return (0..<months).map { Frame(from: $0 * 30, to: $0 * 30 + 29) }
  }

  private static func told(_ new: [Int], _ least: Int) -> [Int] {
    var (told, all) = (0, 0)
    return new.map { more in
      all += more
      if all - told >= least { told = all }
      return told
    }
  }
}

extension MovingPicture {
  /// One line, for the script of a page.
  public var json: String {
    let frames = frames.map { "[\($0.from),\($0.to.map { "\($0)" } ?? "null")]" }.joined(separator: ",")
    let lanes = lanes.map { lane in
      "{\"kind\":\(lane.kind.jsonText),\"had\":[\(lane.had.map { "\($0)" }.joined(separator: ","))]}"
    }
    return """
      {"participants":\(participants),"hiddenBelow":\(least),"unit":\(unit.jsonText),"frames":[\(frames)],\
      "lanes":[\(lanes.joined(separator: ","))]}
      """
  }

  /// All frames at once: for each kind a column for each frame, as high as the share of all participants.
  /// - Parameter most: lanes that are drawn.
  public func still(_ language: Language, most: Int = 12) -> Drawing {
    let (line, left, height) = (34.0, 170.0, 24.0)
    let drawn = lanes.prefix(most)
    let step = min(44, 380 / Double(max(1, frames.count)))
    let title = language.say(
      "Hvor mange har haft hvad første gang", "How many have had what for the first time")
    var drawing = Drawing(
      width: 640, height: 50 + Double(drawn.count) * line + 18, title: title, words: words(language))
    drawing.marks = [
      .text(title, at: Point(0, 15), size: 14, .start, isBold: true, .word),
      .text(remark(language), at: Point(0, 32), size: 10.5, .start, isBold: false, .soft),
    ]
    for (index, lane) in drawn.enumerated() {
      let floor = 50 + Double(index) * line + height
      drawing.marks += [
        .text(lane.kind, at: Point(0, floor - 4), size: 11.5, .start, isBold: false, .word),
        .line(
          Point(left, floor), Point(left + step * Double(frames.count), floor), width: 1, isDashed: false,
          .grid),
        .text(
          language.number(lane.had.last ?? 0), at: Point(left + step * Double(frames.count) + 8, floor - 4),
          size: 11, .start, isBold: false, .soft),
      ]
      for (frame, had) in lane.had.enumerated() where had > 0 {
        let high = Double(had) / Double(max(1, participants)) * height
        drawing.marks.append(
          .box(
            Point(left + Double(frame) * step + step * 0.1, floor - high), width: step * 0.8, height: high,
            corner: 1,
            opacity: 0.75, .theirs))
      }
    }
    drawing.marks += labels(language, Point(left, 50 + Double(drawn.count) * line + 6), step)
    return drawing
  }

  private func labels(_ language: Language, _ corner: Point, _ step: Double) -> [Mark] {
    let every = max(1, Int((34 / step).rounded(.up)))
    return frames.indices.filter { $0 % every == 0 }.map { index in
      let to = frames[index].to.map { unit == "days" ? $0 + 1 : $0 }
      let label = to.map { "\($0)" } ?? "…"
      let place = Point(corner.x + (Double(index) + 0.5) * step, corner.y + 4)
      return .text(label, at: place, size: 9.5, .middle, isBold: false, .soft)
    }
  }

  private func remark(_ language: Language) -> String {
    let all = language.number(participants)
    guard unit != "events" else {
      return language.say(
        "Af \(all) deltagere, efter så mange hændelser. Søjlens top er alle.",
        "Of \(all) participants, by so many events. The top of a column is all of them.")
    }
    let unit = unit == "quarters" ? language.say("kvartaler", "quarters") : language.say("dage", "days")
    return language.say(
      "Af \(all) deltagere, efter \(unit) fra det første i udgivelsen. Søjlens top er alle.",
      "Of \(all) participants, by \(unit) from the first in the release. The top of a column is all of them.")
  }

  private func words(_ language: Language) -> String {
    let told = lanes.map { lane in
      let steps = lane.had.map { language.number($0) }.joined(separator: ", ")
      return "\(lane.kind): \(steps)."
    }
    return ([remark(language)] + told).joined(separator: " ")
  }
}
