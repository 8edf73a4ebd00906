public import Events
internal import Journal
public import Notebook
internal import Rebuild

/// Takes a whole import out again: its events are retracted, and its rows may be brought in anew.
public struct Undoing {
  private static let together = 2048
  private var portions: [(id: EventID, count: UInt64)] = []

  /// - Parameter id: as the import named it when it was done.
  public init(_ id: EventID, _ notebook: Notebook) throws {
    try Portion.each(notebook.engine) { _, _, portion, isOut in
      guard !isOut, portion.origin == id.origin,
        case .imported(let imported) = try notebook.event(portion).content,
        try portion == id || notebook.event(portion).occasion == id
      else { return }
      portions.append((portion, imported.count))
    }
    guard !portions.isEmpty else { throw ExchangeError.nothingToUndo("\(id)") }
  }

  public var count: Int { portions.reduce(0) { $0 + Int($1.count) } }

  /// - Returns: how many events were taken out.
  public func run(_ notebook: Notebook, reason: String, progress: (Int) -> Void = { _ in }) throws -> Int {
    var out = 0
    for portion in portions.reversed() {
      let sequences = Array((portion.id.sequence...(portion.id.sequence + portion.count)).reversed())
      for start in stride(from: 0, to: sequences.count, by: Self.together) {
        let ids = sequences[start..<min(sequences.count, start + Self.together)]
          .map { EventID(origin: portion.id.origin, sequence: $0) }
        out += try notebook.takeOut(ids, reason: reason)
        progress(out)
      }
    }
    return out - portions.count
  }
}
