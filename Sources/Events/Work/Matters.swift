/// A person's matters, opened, moved and ended by what lines tell. Folded by every view that tells of them,
/// so that no two disagree. Which are chosen depends on the open ones alone: a view may drop the others.
extension [Matter] {
  public mutating func take(_ entry: Entry) {
    guard entry.readings.contains(where: { $0.kind.isOfMatters }) else { return }
    var touched: Int?
    for reading in entry.readings {
      guard let move = Move.of(reading.kind), let topic = move.topic else { continue }
      touched = take(reading, move, topic, entry) ?? touched
    }
    for reading in entry.readings {
      guard let move = Move.of(reading.kind), move.topic == nil else { continue }
      touched = answer(reading, entry, touched) ?? touched
    }
    if let touched, entry.tells(.didItThemselves), Matter.errands.contains(self[touched].topic) {
      self[touched].outcome = .themselves
    }
  }

  /// - Returns: the matter that it moved.
  private mutating func take(_ reading: Reading, _ move: Move, _ topic: Topic, _ entry: Entry) -> Int? {
    let index = lastIndex { $0.isOpen && $0.topic == topic }
    switch reading.mode {
    case .declined:
      guard let index, self[index].steps.last?.kind == reading.kind else { return nil }
      self[index].move(reading, entry)
      // A no to one of several ways is no end of the matter.
      if self[index].steps.allSatisfy({ $0.kind == reading.kind }) { self[index].outcome = .declined }
      return index
    case .happened where !move.opens && index == nil: return nil
    case .happened, .arranged, .failed:
      let index = index ?? open(topic)
      self[index].move(reading, entry)
      if reading.mode == .happened, reading.kind == .movedIn { self[index].outcome = .movedIn }
      return index
    }
  }

  /// What was asked of an office, and what it said, in the matter that the line names. Else a question begins
  /// a matter of its own, and an answer goes to the one that waits for it.
  private mutating func answer(_ reading: Reading, _ entry: Entry, _ touched: Int?) -> Int? {
    let ends = Matter.ends[reading.kind] ?? .open
    guard reading.mode != .declined, ends == .open || reading.mode == .happened else { return nil }
    let named = touched.flatMap { self[$0].isOpen ? $0 : nil }
    guard let index = named ?? meant(by: reading.kind) ?? (ends == .open ? open(reading.kind.topic) : nil)
    else { return nil }
    self[index].move(reading, entry)
    self[index].outcome = ends
    return index
  }

  private func meant(by kind: Kind) -> Int? {
    switch kind {
    case .application: nil
    case .waitingList: last { $0.topic == .home }
    case .complaint: last { $0.steps.last?.kind == .refused }
    case .granted, .refused: last(where: \.awaitsAnAnswer) ?? last(where: \.waitsForThem) ?? only
    default: last(where: \.waitsForThem) ?? only
    }
  }

  private mutating func open(_ topic: Topic) -> Int {
    append(Matter(topic))
    return count - 1
  }

  /// Of the open ones that are so, the one that moved last.
  private func last(where isSo: (Matter) -> Bool) -> Int? {
    indices.filter { self[$0].isOpen && isSo(self[$0]) }.max {
      self[$0].last.when.minute < self[$1].last.when.minute
    }
  }

  private var only: Int? {
    let open = indices.filter { self[$0].isOpen }
    return open.count == 1 ? open[0] : nil
  }
}

extension Matter {
  /// What ends the matter that it speaks of.
  fileprivate static let ends: [Kind: Outcome] = [.granted: .granted, "warm-handover": .held]

  /// Over when the person has done them alone.
  fileprivate static let errands: Set<Topic> = [.digital, .money, .papers]

  private static let company: Kinds = ["accompanied", "accepted-company", "transport"]

  fileprivate init(_ topic: Topic) { self.topic = topic }

  fileprivate mutating func move(_ reading: Reading, _ entry: Entry) {
    let isTogether = entry.readings.contains {
      Matter.company.contains($0.kind) && ($0.mode == .happened || $0.mode == .arranged)
    }
    steps.append(Step(reading, entry, isTogether: isTogether))
    (last, due) = (Told(entry), entry.due(of: reading.kind))
  }

  private static let questions: Kinds = [.application, .complaint, .waitingList]

  fileprivate var awaitsAnAnswer: Bool { steps.last.map { Matter.questions.contains($0.kind) } ?? false }

  fileprivate var waitsForThem: Bool {
    guard let step = steps.last else { return false }
    return step.mode == .arranged && !step.isOurs
      || step.mode == .happened && Move.of(step.kind)?.next == .them
  }
}

extension Kind {
  fileprivate static let didItThemselves: Kind = "did-it-themselves"
  fileprivate static let movedIn: Kind = "moved-in"
  fileprivate static let application: Kind = "application"
  fileprivate static let complaint: Kind = "complaint"
  fileprivate static let waitingList: Kind = "waiting-list"
  fileprivate static let granted: Kind = "granted"
  fileprivate static let refused: Kind = "refused-by-system"

  /// What an answer is about when nothing waits for one.
  fileprivate var topic: Topic { self == .waitingList ? .home : .answer }
}
