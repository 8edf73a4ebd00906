import ArgumentParser
import Events
import Matters
import Notebook
import Rebuild

struct MattersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matters",
    abstract: "What needs to come to an end, whose move it is, and what lies still.")
  @OptionGroup var looking: Overlooking

  func run() throws {
    if let name = looking.name { return try looking.show(Matters.self, of: name) }
    let notebook = try looking.common.open()
    let today = try looking.common.day(looking.today)
    var pending: [Pending] = []
    try notebook.engine.each(Matters.self) { handle, view in
      pending += view.matters.map { Pending(handle, $0) }
    }
    var matters = AllMatters(pending, today: today, most: looking.most)
    let name = try looking.names(of: matters.still.map(\.handle), seen: Matters.self, notebook)
    let shown = try looking.common.shown(notebook)
    for index in matters.still.indices {
      matters.still[index].name = name(matters.still[index].handle)
      let line = matters.still[index].matter.last.line
      matters.still[index].matter.last.line = Line(shown(line))
    }
    try looking.answer(matters.page(looking.common.lang, today: today), json: matters)
  }
}
