public import Events
internal import Journal
public import Reading

/// How a view is told again from the log, without being kept: up to when, and by which words.
public struct Retelling: Sendable {
  public var asOf: AsOf
  /// Nil for those that the served views are read by.
  public var words: CompiledVocabulary?

  public init(_ asOf: AsOf = .now, words: CompiledVocabulary? = nil) {
    (self.asOf, self.words) = (asOf, words)
  }

  /// True when the served view says it already.
  var isServed: Bool { asOf == .now && words == nil }
}

/// A view as it was told again.
public struct Retold<View: Sendable>: Sendable {
  public let view: View
  /// How many of the events that it tells have been corrected or taken out since.
  public let amendedSince: Int
}

extension Engine {
  /// One person's view, told from the log; nil when there is nothing to show. The handle may be any of the
  /// person's.
  public func view<P: StoryProjection>(
    _: P.Type, of handle: Handle, _ retelling: Retelling
  ) throws -> Retold<P>? {
    let gathered = try events(of: handle, retelling.asOf)
    if let aside = gathered.aside(stopping: P.listens) { throw RebuildError.setAside(view: P.name, aside) }
    let reader = P.reads ? SharedReader(try retelling.words ?? words()) : nil
    let story = gathered.story { reader?.read($0) ?? LineReading() }
    let shown = P.needs == nil ? story : story.visible(under: gathered.standing)
    if let keeper = try keeper(of: handle),
      let aside = try watch.known().of(keeper, in: shown).aside(served().0.number(of: P.name), keeper)
    {
      throw RebuildError.setAside(view: P.name, aside)
    }
    let view = P(of: shown)
    let amended = gathered.amendedSince
    let count = shown.count { amended.contains($0.event.id) && P.listens.contains($0.event.content.type) }
    return view.isEmpty ? nil : Retold(view: view, amendedSince: count)
  }

  /// The events of a person under all their handles; none of the erased.
  func events(of handle: Handle, _ asOf: AsOf) throws -> Gathered {
    let (generation, landmarks) = try served()
    var opener = try Opener(keyring)
    var gathered = Gathered(asOf)
    for member in landmarks.ties.members(of: handle) where !landmarks.ties.isErased(member) {
      try journal.records(at: generation.index.positions(of: member)) { position, header, record in
        try gathered.take(header, record, at: position, &opener)
      }
    }
    return gathered
  }
}
