import ArgumentParser
import Events
import Faces
import Notebook
import Rebuild

struct FacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faces",
    abstract: "Who of us knows whom, and who would meet a stranger.",
    discussion: """
      tillid faces Kaj                           whom of us Kaj knows, and how steady our faces are
      tillid faces --leaving Jytte               what is lost when Jytte leaves
      tillid faces --tonight Bo,Else --at Nibe   who would meet only strangers
      """)

  @Option(name: .long, help: ArgumentHelp("What is lost when they leave.", valueName: "helper"))
  var leaving: String?
  @Option(name: .long, help: ArgumentHelp("Who would come, with commas between.", valueName: "helpers"))
  var tonight: String?
  @Option(name: .long, help: ArgumentHelp("Those who were met at this stop.", valueName: "stop"))
  var at: String?
  @OptionGroup var looking: Overlooking

  /// Who was met within so many days may come tonight.
  private static let lately = 90

  func validate() throws {
    let isLeaving = leaving != nil
    guard looking.name != nil || isLeaving || tonight != nil else {
      throw ValidationError("Name a participant, or say --leaving HELPER or --tonight HELPER,HELPER.")
    }
    guard !isLeaving || (looking.name == nil && tonight == nil) else {
      throw ValidationError("--leaving looks at everybody: leave the name and --tonight out.")
    }
    guard at == nil || looking.name == nil && tonight != nil else {
      throw ValidationError("--at goes with --tonight, over everybody.")
    }
    guard tonight == nil || !crew.isEmpty else { throw ValidationError("Say who would come tonight.") }
  }

  private var crew: [String] {
    (tonight ?? "").split(separator: ",").map { String($0.trimmingPrefix(while: \.isWhitespace)) }
      .filter { !$0.isEmpty }
  }

  func run() throws {
    let notebook = try looking.common.open()
    let left = Helpers.left(try notebook.engine.tally(Helpers.self))
    if let name = looking.name {
      try show(name, notebook, left)
    } else if let leaving {
      let all = try acquaintances(notebook, left.subtracting([leaving])) { _ in true }
      try show(Leaving(leaving, all), notebook)
    } else {
      let since = try looking.common.day(looking.today) + -Self.lately
      let all = try acquaintances(notebook, left) { sight in
        sight.day > since && at.map { sight.at.lowercased() == $0.lowercased() } ?? true
      }
      try show(Tonight(crew, all), notebook)
    }
  }

  /// All whom we have met so.
  private func acquaintances(_ notebook: Notebook, _ left: Set<String>, _ isMeant: (Sight) -> Bool) throws
    -> [Acquaintance]
  {
    var all: [Acquaintance] = []
    try notebook.engine.each(Faces.self) { handle, view in
      guard view.sights.contains(where: isMeant) else { return }
      all.append(Acquaintance(handle, view, left: left))
    }
    return all
  }

  private func show(_ name: String, _ notebook: Notebook, _ left: Set<String>) throws {
    let handle = try notebook.participant(named: name)
    var telling = Telling("")
    telling.by = looking.by
    try notebook.recordReading(
      of: [handle], view: Faces.name, purpose: looking.purpose ?? "before-visit", telling)
    let view = try notebook.engine.view(Faces.self, of: handle) ?? Faces()
    let called = try notebook.name(of: handle)
    try looking.answer(
      view.page(looking.common.lang, of: called, left: left, tonight: crew), json: view)
  }

  private func show(_ leaving: Leaving, _ notebook: Notebook) throws {
    var leaving = leaving
    leaving.most = Array(leaving.most.prefix(looking.most))
    let name = try looking.names(
      of: (leaving.alone + leaving.most).map(\.handle), seen: Faces.self, notebook)
    for index in leaving.alone.indices { leaving.alone[index].name = name(leaving.alone[index].handle) }
    for index in leaving.most.indices { leaving.most[index].name = name(leaving.most[index].handle) }
    try looking.answer(leaving.page(looking.common.lang), json: leaving)
  }

  private func show(_ tonight: Tonight, _ notebook: Notebook) throws {
    var tonight = tonight
    let name = try looking.names(of: tonight.strangers.map(\.handle), seen: Faces.self, notebook)
    for index in tonight.strangers.indices {
      tonight.strangers[index].name = name(tonight.strangers[index].handle)
    }
    try looking.answer(tonight.page(looking.common.lang, at: at ?? ""), json: tonight)
  }
}
