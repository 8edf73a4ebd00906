internal import Dispatch
internal import HashTree
internal import Synchronization

/// The tree's part of one commit. Hashing many records takes about as long as putting them into pages, so it is
/// done beside the writer, on a thread of its own; a few are hashed where they are.
struct Growth {
  /// Hashing as many takes longer than waking a thread.
  private static let share = 256

  private let tree: GrowingTree
  private let beside: DispatchQueue
  private var waiting: [Record] = []
  private var isBeside = false

  /// - Parameter beside: a serial queue.
  init(from edge: Edge, beside: DispatchQueue) {
    tree = GrowingTree(edge)
    self.beside = beside
  }

  /// Adds records in the order of their positions.
  mutating func add(_ records: [Record]) {
    waiting += records
    guard waiting.count >= Growth.share else { return }
    beside.async { [tree, waiting] in tree.take(waiting) }
    (waiting, isBeside) = ([], true)
  }

  /// Waits for what is under way.
  /// - Returns: the edge, and the hashes to be kept of the subtrees that were completed.
  mutating func finish() -> (edge: Edge, completed: [TreeHash]) {
    if isBeside { beside.sync { tree.take(waiting) } } else { tree.take(waiting) }
    waiting = []
    return tree.grown
  }
}

private final class GrowingTree: Sendable {
  private let state: Mutex<(edge: Edge, completed: [TreeHash])>

  init(_ edge: Edge) { state = Mutex((edge, [])) }

  func take(_ records: [Record]) {
    state.withLock { state in
      for record in records {
        let leaf = TreeHash.leaf(record.head.span.bytes, record.body.span.bytes)
        state.edge.append(leaf, completing: &state.completed, from: Kept.level)
      }
    }
  }

  var grown: (edge: Edge, completed: [TreeHash]) { state.withLock { $0 } }
}
