internal import Events
internal import Notebook
internal import Rebuild

/// How a page looks at one participant.
extension Visit {
  /// The view with the names of those whom it mentions; an empty one where nothing is told.
  func view<P: StoryProjection>(_: P.Type, of person: Handle) throws -> P {
    var view = try notebook.engine.view(P.self, of: person) ?? P()
    view.name(try shown())
    return view
  }

  /// How a line shows whom it mentions.
  func shown() throws -> (Line) -> String {
    let (names, unnamed) = (try notebook.namesMentioned(), say("en person", "a person"))
    return { $0.shown(unnamed: unnamed, name: names) }
  }

  /// Whether an event is the participant's, under any of their handles.
  func isOf(_ person: Handle, _ event: Event) throws -> Bool {
    try notebook.engine.members(of: person).contains(event.handle)
  }

  /// The event that the path names, if it stands in this participant's story.
  func event(of person: Handle) throws -> Event {
    let event = try notebook.event(try event())
    guard try isOf(person, event) else { throw WebRefusal.noSuchPage }
    return event
  }
}

/// Which of the pages about a participant is shown.
struct Tab: Encodable, Sendable {
  enum Name { case brief, history, trust, matters, promises, faces, own }

  let isBrief: Bool
  let isHistory: Bool
  let isTrust: Bool
  let isMatters: Bool
  let isPromises: Bool
  let isFaces: Bool
  let isOwn: Bool

  init(_ name: Name) {
    (isBrief, isHistory, isTrust) = (name == .brief, name == .history, name == .trust)
    (isMatters, isPromises, isFaces) = (name == .matters, name == .promises, name == .faces)
    isOwn = name == .own
  }
}
