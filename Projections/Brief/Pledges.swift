import Events

/// Promises of ours, told by an event or by a line.
extension Brief {
  mutating func foldPledge(_ entry: Entry) {
    switch entry.event.content {
    case .promiseMade(_, let due): pledges.append(Pledge(entry, due: due, isLine: false))
    case .promise(.broken, let target, _): markBroken { $0.told.event == target }
    case .promise(_, let target, _): pledges.removeAll { $0.told.event == target }
    default: foldLine(entry)
    }
  }

  /// A line that says a promise was kept does not say which: the one that speaks of the same kind, or else
  /// the oldest that a line told, or else the only one.
  private mutating func foldLine(_ entry: Entry) {
    if entry.tells(.promiseKept), let index = meant(entry) { pledges.remove(at: index) }
    if entry.tells(.promiseBroken), let index = meant(entry) { pledges[index].isBroken = true }
    if entry.tells(.promised) { pledges.append(Pledge(entry, due: entry.due(of: .promised), isLine: true)) }
  }

  private func meant(_ entry: Entry) -> Int? {
    let kinds = Kinds(entry.readings.lazy.map(\.kind))
    return pledges.firstIndex { $0.kinds.contains(where: kinds.contains) } ?? pledges.firstIndex(
      where: \.isLine)
      ?? (pledges.count == 1 ? 0 : nil)
  }

  private mutating func markBroken(_ isMeant: (Pledge) -> Bool) {
    for index in pledges.indices where isMeant(pledges[index]) { pledges[index].isBroken = true }
  }
}

extension Pledge {
  fileprivate init(_ entry: Entry, due: When?, isLine: Bool) {
    self.init()
    told = Told(entry)
    self.due = due
    self.isLine = isLine
    kinds = entry.readings.map(\.kind).filter {
      !Sorts.ofPromises.contains($0)
    }
  }
}
