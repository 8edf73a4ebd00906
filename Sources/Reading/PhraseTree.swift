import Events

/// What a phrase tells when it is found.
struct Meaning: Hashable, Sendable {
  enum Target: Hashable, Sendable {
    /// Its place in the vocabulary.
    case kind(Int)
    case sign(Sign)
  }

  var target: Target
  var mode: Mode?
  var language: Language
}

/// All phrases as one tree of symbols: a step is one look in a table, whatever the number of phrases.
struct PhraseTree: Sendable {
  static let root: Int32 = 0

  private var steps: [UInt64: Int32] = [:]
  /// By node.
  private var meanings: [[Meaning]] = [[]]
  private var slots: [Step] = []
  private var hasGap: [Bool] = [false]
  private var isLeaf: [Bool] = [true]

  private struct Step {
    var key: UInt64
    var node: Int32
  }

  mutating func insert(_ symbols: [Symbol], _ meaning: Meaning) {
    var node = PhraseTree.root
    for symbol in symbols { node = child(of: node, making: symbol) }
    if !meanings[Int(node)].contains(meaning) { meanings[Int(node)].append(meaning) }
  }

  private mutating func child(of node: Int32, making symbol: Symbol) -> Int32 {
    let key = PhraseTree.key(node, symbol)
    if let known = steps[key] { return known }
    let child = Int32(meanings.count)
    steps[key] = child
    meanings.append([])
    hasGap.append(false)
    isLeaf.append(true)
    isLeaf[Int(node)] = false
    if symbol == Lexicon.gap { hasGap[Int(node)] = true }
    return child
  }

  /// Lays the steps out flat, at most half full. Nothing may be inserted afterwards.
  mutating func seal() {
    var size = 16
    while size < steps.count * 2 { size *= 2 }
    slots = Array(repeating: Step(key: .max, node: -1), count: size)
    for (key, node) in steps {
      var slot = PhraseTree.slot(key, size)
      while slots[slot].node >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Step(key: key, node: node)
    }
    steps = [:]
  }

  /// The node after `symbol`, or -1.
  func child(of node: Int32, _ symbol: Symbol) -> Int32 {
    let key = PhraseTree.key(node, symbol)
    var slot = PhraseTree.slot(key, slots.count)
    while slots[slot].node >= 0 {
      if slots[slot].key == key { return slots[slot].node }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// Whether any phrase goes on from here.
  func goesOn(from node: Int32) -> Bool { !isLeaf[Int(node)] }

  func gap(after node: Int32) -> Int32 {
    hasGap[Int(node)] ? child(of: node, Lexicon.gap) : -1
  }

  func meanings(at node: Int32) -> [Meaning] { meanings[Int(node)] }

  private static func key(_ node: Int32, _ symbol: Symbol) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
  }

  private static func slot(_ key: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size - 1)
  }
}
