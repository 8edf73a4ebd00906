import ArgumentParser
import Broadcast
import Events
import Faces
import Foundation
import Markup
import Matters
import Promises
import Releases
import Replay
import Timeline
import Trust

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a release back: its events in order, the views that helpers see, figures, what if.",
    discussion: """
      tillid replay release                             every event in order, as JSON Lines
      tillid replay release --speed 30 --serve 8090     thirty days a second, as server-sent events
      tillid replay release --projection trust          each participant's view, by the same fold
      tillid replay release --figure firsts             how long until what happens first
      tillid replay release --figures folder            every figure as JSON, CSV and SVG
      tillid replay release --figure before --what-if other.yaml
      No data folder is needed. What fewer participants stand behind than the release allows is told by no figure.
      """)

  @Argument(help: "The folder of the release.", completion: .directory) var release: String
  @Flag(name: .customLong("cloudevents"), help: "Events in the shape of CloudEvents 1.0.") var isCloudEvents =
    false
  @Option(name: .long, help: "Write to this file.", completion: .file()) var to: String?
  @Option(name: .long, help: ArgumentHelp("So many days a second; at once, if not said.", valueName: "days"))
  var speed: Double?
  @Option(
    name: .long,
    help: ArgumentHelp("From this day of the release: a date, or a number of days.", valueName: "day"))
  var from: String?
  @Option(name: .long, help: ArgumentHelp("Until this day.", valueName: "day")) var until: String?
  @Option(name: .long, help: ArgumentHelp("Of one participant alone.", valueName: "pseudonym"))
  var participant: String?
  @Option(
    name: .long, help: ArgumentHelp("Over HTTP on this machine; 0 takes a free port.", valueName: "port"))
  var serve: Int?
  @Option(
    name: .long, help: ArgumentHelp("A view of each participant: \(ReplayedView.all).", valueName: "view"))
  var projection: ReplayedView?
  @Option(name: .long, help: ArgumentHelp("A figure: \(FigureName.all).", valueName: "figure"))
  var figure: FigureName?
  @Option(
    name: .long, help: ArgumentHelp("Write all figures into this folder.", valueName: "folder"),
    completion: .directory)
  var figures: String?
  @Option(name: .long, help: "Of which kind; may be said again.") var kind: [String] = []
  @Flag(help: "How a figure is shown; as a table, if not said.") var form: FigureForm = .table
  @Option(name: .customLong("what-if"), help: "Look at the release as this file says.", completion: .file())
  var whatIf: String?
  @OptionGroup var common: Common

  func validate() throws {
    guard speed ?? 1 > 0 else { throw ValidationError("--speed takes a number of days above 0.") }
    guard (0...65535).contains(serve ?? 0) else {
      throw ValidationError("--serve takes a number from 0 to 65535.")
    }
    let asked = [serve != nil, projection != nil, figure != nil, figures != nil].count { $0 }
    guard asked <= 1 else {
      throw ValidationError("Choose one of --serve, --projection, --figure and --figures.")
    }
    guard participant == nil || figure == nil && figures == nil else {
      throw ValidationError("A figure is of everybody: leave --participant out.")
    }
    guard kind.isEmpty || figure != nil || figures != nil else {
      throw ValidationError("--kind goes with --figure and --figures.")
    }
    guard form == .table || figure != nil else { throw ValidationError("--csv and --svg go with --figure.") }
    guard to == nil || serve == nil && figures == nil else {
      throw ValidationError("--to goes with events, with a view or with one figure.")
    }
  }

  func run() async throws {
    let opened = try OpenedRelease(release, whatIf: whatIf, kinds: kind)
    if let projection { return try show(projection, opened) }
    if let figure { return try show(figure, opened) }
    if let figures { return try write(to: figures, opened) }
    let stream = try picked(opened.told)
    if let serve { return try await self.serve(stream, port: serve) }
    try await play(stream)
  }
}

// MARK: events

extension ReplayCommand {
  private var pace: Speed { speed.map(Speed.daysPerSecond) ?? .atOnce }
  private var shape: StreamLines.Shape { isCloudEvents ? .cloudEvents : .rows }

  private func picked(_ table: EventTable) throws -> EventStream {
    var stream = try EventStream(table).within(try from.map(Self.day), try until.map(Self.day))
    if let participant { stream = try stream.only(participant) }
    return stream
  }

  /// A number counts from the day that stands for the first.
  private static func day(_ text: String) throws -> Day {
    if let number = Int(text), 0...100_000 ~= number, text.utf8.count < 4 || number > 9999 {
      return ReleasedTime.start + number
    }
    return try When(edtf: text).day
  }

  private func play(_ stream: EventStream) async throws {
    let lines = StreamLines(stream, shape)
    try await ReplayOutput.open(to) { output in
      var bytes: [UInt8] = []
      try await Playback(stream, speed: pace).run { places in
        bytes.removeAll(keepingCapacity: true)
        for place in places { lines.write(stream.rows[place], to: &bytes) }
        try output.write(contentsOf: bytes)
      }
    }
  }

  private func serve(_ stream: EventStream, port: Int) async throws {
    let server = ReplayServer(stream, shape, speed: pace)
    let (events, lang) = (stream.rows.count, common.lang)
    try await server.run(port: port) { port in
      let place = "http://127.0.0.1:\(port)/events"
      Terminal.complain(
        lang.say(
          "\(lang.events(events)) afspilles på \(place). Ctrl-C lukker.",
          "\(lang.events(events)) are replayed at \(place). Ctrl-C closes it."))
    }
  }
}

// MARK: views

extension ReplayCommand {
  private func show(_ view: ReplayedView, _ opened: OpenedRelease) throws {
    switch view {
    case .trust: try show(Trust.self, opened)
    case .faces: try show(Faces.self, opened)
    case .matters: try show(Matters.self, opened)
    case .promises: try show(Promises.self, opened)
    case .timeline: try show(Timeline.self, opened)
    }
  }

  private func show<View: StoryProjection & Paged>(_: View.Type, _ opened: OpenedRelease) throws {
    let retelling = try Retelling(opened.told)
    guard !opened.isOtherwise else {
      return try compare(View.self, try Retelling(opened.table), retelling, opened)
    }
    let chosen = try participant.map { name in
      guard let index = opened.told.cases.firstIndex(of: name) else { throw ReplayError.noParticipant(name) }
      return [index]
    }
    if !common.json {
      Terminal.remark(
        common.say(
          "Dagene er udgivelsens: forskudt, eller talt fra \(ReleasedTime.start).",
          "Days are those of the release: shifted, or counted from \(ReleasedTime.start)."))
    }
    for index in chosen ?? Array(opened.told.cases.indices) {
      let (name, view) = (opened.told.cases[index], View(of: retelling.story(of: index)))
      if common.json {
        try Terminal.jsonLine(ReplayedJSON(participant: name, view: View.name, told: view))
      } else {
        print()
        Terminal.show(view.page(common.lang, today: retelling.lastDay, of: name))
      }
    }
  }

  private func compare<View: StoryProjection>(
    _: View.Type, _ old: Retelling, _ new: Retelling, _ opened: OpenedRelease
  ) throws {
    let least = opened.terms.least
    let differences = Differences(View.self, from: old, to: new, least: least, common.lang)
    guard !common.json else { return try Terminal.json(DifferencesJSON(differences, least)) }
    func number(_ count: Int?) -> String {
      count.map(common.lang.number) ?? common.say("under \(least)", "fewer than \(least)")
    }
    var page = Page(title: common.say("Hvad nu hvis · \(View.name)", "What if · \(View.name)"))
    let all = common.lang.number(differences.participants)
    page.parts = [
      .row(
        Row(
          common.say("Anderledes", "Otherwise"),
          common.say(
            "\(number(differences.changed)) af \(all) deltagere",
            "\(number(differences.changed)) of \(all) participants")))
    ]
    page.parts += differences.reasons.map { reason in
      .row(
        Row(
          "\(reason.reason)",
          number(reason.participants) + (reason.example.isEmpty ? "" : " · \(reason.example)")))
    }
    Terminal.show(page)
  }
}

// MARK: figures

extension ReplayCommand {
  private func show(_ name: FigureName, _ opened: OpenedRelease) throws {
    let told = try name.figure(of: opened.told, opened.otherTerms)
    let sheets =
      opened.isOtherwise ? [try name.figure(of: opened.table, opened.terms).sheet, told.sheet] : [told.sheet]
    let text =
      switch form {
      case .svg: told.drawing(common.lang).printed
      case .csv: sheets.count == 1 ? sheets[0].csv : Sheet.sideBySide(sheets[0], sheets[1]).csv
      case .table where common.json:
        sheets.count == 1
          ? sheets[0].json : "{\"release\": \(sheets[0].json), \"whatIf\": \(sheets[1].json)}\n"
      case .table: (sheets.count == 1 ? sheets[0] : Sheet.sideBySide(sheets[0], sheets[1])).lines(common.lang)
      }
    try ReplayOutput.write(text, to)
  }

  private func write(to folder: String, _ opened: OpenedRelease) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var count = 0
    for name in FigureName.allCases {
      do {
        let figure = try name.figure(of: opened.told, opened.otherTerms)
        try ReplayOutput.write(figure.sheet.json, "\(folder)/\(name.rawValue).json")
        try ReplayOutput.write(figure.sheet.csv, "\(folder)/\(name.rawValue).csv")
        try ReplayOutput.write(figure.drawing(common.lang).printed, "\(folder)/\(name.rawValue).svg")
        count += 1
      } catch let error as ReplayError {
        // A release whose times were lifted for all still tells what follows what.
        guard case .noColumn = error else { throw error }
        Terminal.complain("tillid: \(name.rawValue): \(error.sentence(common.lang))")
      }
    }
    if opened.told[ReleaseColumn.time.rawValue] != nil {
      let picture = try MovingPicture(of: opened.told, opened.otherTerms)
      try ReplayOutput.write(picture.json + "\n", "\(folder)/moving.json")
      try ReplayOutput.write(picture.still(common.lang).printed, "\(folder)/moving.svg")
    }
    try common.answer(
      common.say("\(count) figurer står i \(folder)", "\(count) figures stand in \(folder)"),
      json: ["folder": folder])
  }
}

private struct ReplayedJSON<View: Encodable>: Encodable {
  let participant: String
  let view: String
  let told: View
}

private struct DifferencesJSON: Encodable {
  struct Reason: Encodable {
    let reason: String
    let participants: Int?
    let example: String
  }

  let view: String
  let participants: Int
  let hiddenBelow: Int
  let changed: Int?
  let reasons: [Reason]

  init(_ differences: Differences, _ least: Int) {
    (view, participants, changed) = (differences.view, differences.participants, differences.changed)
    hiddenBelow = least
    reasons = differences.reasons.map {
      Reason(reason: "\($0.reason)", participants: $0.participants, example: $0.example)
    }
  }
}
