/// Which kinds tell of promises themselves, and of nothing that they are about.
enum Pledges {
  static let told: Kinds = [.promised, .promiseKept, .promiseBroken]
}

/// Our promises to one person, made and settled by events of their own or by lines. Folded by every view that
/// tells of them, so that no two disagree.
extension [Pledge] {
  public mutating func take(_ entry: Entry) {
    guard entry.type != .note else { return takeLine(entry) }
    switch entry.event.content {
    case .promiseMade(_, let due): make(Pledge(entry, due: due, isLine: false))
    case .promise(let step, let target, _):
      let index = lastIndex { $0.told.event == target } ?? count
      if index == count { append(Pledge(awaited: target)) }
      self[index].become(step.fate, entry)
    default: break
    }
  }

  /// Its end may have been told before.
  private mutating func make(_ pledge: Pledge) {
    var pledge = pledge
    if let early = firstIndex(where: { !$0.isMade && $0.told.event == pledge.told.event }) {
      (pledge.fate, pledge.end) = (self[early].fate, self[early].end)
      remove(at: early)
    }
    append(pledge)
  }

  /// A line that says a promise was kept does not say which: the one that speaks of the same kind, or else
  /// the oldest that a line told, or else the only one.
  private mutating func takeLine(_ entry: Entry) {
    guard entry.tells(anyOf: Pledges.told) else { return }
    if entry.tells(.promiseKept), let index = meant(entry) { self[index].become(.kept, entry) }
    if entry.tells(.promiseBroken), let index = meant(entry) { self[index].become(.broken, entry) }
    if entry.tells(.promised) { make(Pledge(entry, due: entry.due(of: .promised), isLine: true)) }
  }

  private func meant(_ entry: Entry) -> Int? {
    let kinds = Kinds(entry.readings.lazy.map(\.kind))
    let owed = indices.filter { self[$0].isOwed }
    return owed.first { self[$0].kinds.contains(where: kinds.contains) } ?? owed.first { self[$0].isLine }
      ?? (owed.count == 1 ? owed[0] : nil)
  }
}

extension PromiseStep {
  fileprivate var fate: Pledge.Fate {
    switch self {
    case .kept: .kept
    case .broken: .broken
    case .repaired: .repaired
    case .released: .released
    }
  }
}
