public import Events
internal import Journal
internal import Keyring
internal import Synchronization

/// A switch that was made.
public struct Switched: Sendable {
  public let number: Int
  /// The one that was served before, and whether it can be gone back to.
  public let before: Int?
  public let canGoBack: Bool
  /// Whether words were adopted on the way.
  public let adopts: Bool
  public let record: ViewSwitch
}

extension Engine {
  /// Serves the rehearsed generation: brings it up to the end of the log, adopts its words where they are
  /// those of a file, and switches all views at once.
  /// - Parameter record: appends an event of the organisation, and does not catch up.
  public func switchToRehearsed(record: (Content) throws -> Void) throws -> Switched {
    try rebuilding.withLock { _ in
      guard let plan = try folder.rehearsed() else { throw RebuildError.nothingRehearsed }
      return try change(to: plan, called: "the rehearsal", adopting: plan.hasOwnWords(in: folder), record)
    }
  }

  /// Serves the generation again that was served before, brought up to the end of the log; its words are
  /// adopted anew if others are.
  public func switchBack(record: (Content) throws -> Void) throws -> Switched {
    try rebuilding.withLock { _ in
      guard let number = try folder.current()?.kept.first, let plan = try folder.plan(of: number) else {
        throw RebuildError.nothingKept
      }
      return try change(to: plan, called: "what was served before", adopting: true, record)
    }
  }

  /// How many earlier generations are kept from now on; those beyond are removed.
  public func keep(_ count: Int) throws {
    try settling {
      guard var plan = try folder.current() else { throw RebuildError.noViews }
      plan.keep = count
      plan.kept = Array(plan.kept.prefix(count))
      try folder.serve(plan) {}
      try clear()
    }
  }

  /// How many earlier generations are kept at most.
  public func keeps() throws -> Int { try folder.current()?.keep ?? 0 }

  /// While generations change, nobody else brings any on, publishes one or destroys keys.
  private func settling<Made>(_ body: () throws -> Made) throws -> Made {
    try following.withLock { _ in
      let lock = try ViewLock(waitingFor: .settling, in: folder.path)
      defer { withExtendedLifetime(lock) {} }
      return try body()
    }
  }

  private func change(
    to plan: GenerationPlan, called name: String, adopting: Bool, _ record: (Content) throws -> Void
  ) throws -> Switched {
    let before = generationNumber
    var adopts = false
    let switched = try serve(plan, called: name, isTold: true) { state in
      adopts = state.landmarks.vocabulary?.id.hash != plan.words
      if adopts {
        guard adopting else { throw RebuildError.otherWords }
        try record(.vocabularyAdopted(yaml: state.words?.yaml ?? []))
        try self.follow(&state)
      }
      return try self.record(of: state)
    }
    try record(.viewSwitched(switched))
    try followLog()
    let kept = try folder.current()?.kept ?? []
    return Switched(
      number: plan.number, before: before, canGoBack: before.map(kept.contains) ?? false, adopts: adopts,
      record: switched)
  }

  /// Switches all views at once: until `current` has its new contents everybody reads the old generation, and
  /// from then on everybody who begins reads the new one.
  /// - Parameters:
  ///   - keeping: how many earlier ones are kept; nil as it was said last.
  ///   - isTold: an event is to tell of it, which is written when it is done: a kill between leaves that to
  ///     `untoldSwitch`.
  ///   - ready: called with the new generation when it is at the end of the log.
  func serve<Made>(
    _ plan: GenerationPlan, called name: String = "the rehearsal", keeping: Int? = nil,
    isTold: Bool = false, _ ready: (inout State) throws -> Made
  ) throws -> Made {
    while try following.withLock({ _ in try comesNear(plan, called: name) }) {}
    return try settling {
      guard var new = try open(plan) else { throw RebuildError.otherCode(name) }
      try follow(&new)
      let made = try ready(&new)
      let next = new
      var served = try succeeding(plan, keeping: keeping)
      served.switched = isTold ? try journal.end : nil
      try folder.serve(served) { state.withLock { $0 = next } }
      try watch.forgetTried()
      try clear()
      return made
    }
  }

  /// Takes one stretch of what a generation lacks, and lets others in between; false when little is left.
  private func comesNear(_ plan: GenerationPlan, called name: String) throws -> Bool {
    guard var state = try open(plan), let generation = state.generation else {
      throw RebuildError.otherCode(name)
    }
    guard try !isBehind(generation) else { throw RebuildError.tooOld(name) }
    guard try journal.end - generation.mark() > 2_000 else { return false }
    try follow(&state, stretches: 1)
    return true
  }

  /// The plan as `current` will have it.
  private func succeeding(_ plan: GenerationPlan, keeping: Int?) throws -> GenerationPlan {
    var next = plan
    let served = try folder.current()
    next.until = nil
    next.keep = served?.keep ?? 1
    let before = try (served.map { [$0.number] + $0.kept } ?? []).filter {
      // One of a version that wrote no plan could be neither gone back to nor caught up.
      try $0 != plan.number && folder.plan(of: $0) != nil
    }
    next.kept = Array(before.prefix(keeping ?? next.keep))
    return next
  }

  /// What the log should say of the switch to what is served, where it was broken off before the event was written.
  public func untoldSwitch() throws -> ViewSwitch? {
    guard let from = try folder.current()?.switched else { return nil }
    var (position, isTold) = (Position(from), false)
    while !isTold, position < (try journal.end) {
      let next = try journal.read(after: position, atMost: 10_000, types: [.viewSwitched]) { _, header, _ in
        isTold = isTold || header.id.origin == journal.origin
      }
      guard next > position else { break }
      position = next
    }
    return isTold ? nil : try record(of: state.withLock { $0 })
  }

  /// What the log says of a switch.
  private func record(of state: State) throws -> ViewSwitch {
    guard let generation = state.generation else { throw RebuildError.noViews }
    let hashes = try contentHashes(of: generation)
    let views = generation.versions.map { SwitchedView($0, contents: hashes[$0.view] ?? "") }
    return ViewSwitch(views, vocabulary: state.landmarks.vocabulary?.id.event)
  }
}

extension GenerationPlan {
  /// Whether the words of a file were rehearsed.
  fileprivate func hasOwnWords(in folder: ViewFolder) -> Bool { folder.hasYAML(number) }
}
