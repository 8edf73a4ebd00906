import Events

/// What a phrase tells when it is found: a kind or a sign.
struct Meaning: Hashable, Sendable {
  /// The kind's place in the vocabulary; -1 for a sign.
  var kind: Int32 = -1
  /// Of the kind.
  var traits: KindTraits = []
  /// Empty for a kind.
  var sign: SignSet = []
  var mode: Mode?
  var language: Language

  var isKind: Bool { kind >= 0 }
}

/// All phrases as one tree of symbols: a step is one look in a table, whatever the number of phrases, and most
/// steps that lead nowhere are known without looking.
struct PhraseTree: Sendable {
  static let root: Int32 = 0

  struct Node {
    /// Symbols that a phrase may go on with.
    fileprivate(set) var next = SymbolSet()
    /// In `meanings`.
    fileprivate(set) var meanings = Stretch()
    /// The signs of languages among what it tells, which are no hits.
    fileprivate(set) var languages: SignSet = []
    /// The node behind `...`, or -1.
    fileprivate(set) var gap: Int32 = -1

    /// Tells nothing by itself.
    var isSilent: Bool { meanings.isEmpty && languages.isEmpty }
  }

  private struct Step {
    var key: UInt64
    var node: Int32
  }

  private(set) var nodes: [Node] = []
  private(set) var meanings: [Meaning] = []
  /// At most half full.
  private var slots: [Step] = []

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

  private static func key(_ node: Int32, _ symbol: Symbol) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
  }

  private static func slot(_ key: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size - 1)
  }

  /// The tree while phrases are put in.
  struct Maker {
    private var steps: [UInt64: Int32] = [:]
    private var nodes = [Node()]
    /// By node.
    private var meanings: [[Meaning]] = [[]]

    mutating func insert(_ symbols: [Symbol], _ meaning: Meaning) {
      var node = PhraseTree.root
      for symbol in symbols { node = child(of: node, making: symbol) }
      if meaning.sign == .danish || meaning.sign == .english {
        nodes[Int(node)].languages.formUnion(meaning.sign)
      } else if !meanings[Int(node)].contains(meaning) {
        meanings[Int(node)].append(meaning)
      }
    }

    private mutating func child(of node: Int32, making symbol: Symbol) -> Int32 {
      let key = PhraseTree.key(node, symbol)
      if let known = steps[key] { return known }
      let child = Int32(nodes.count)
      steps[key] = child
      nodes.append(Node())
      meanings.append([])
      nodes[Int(node)].next.insert(symbol)
      if symbol == Lexicon.gap { nodes[Int(node)].gap = child }
      return child
    }

    /// Lays all of it out flat.
    func finish() -> PhraseTree {
      var tree = PhraseTree()
      tree.nodes = nodes
      for node in nodes.indices {
        let first = tree.meanings.count
        tree.meanings += meanings[node]
        tree.nodes[node].meanings = Stretch(first..<tree.meanings.count)
      }
      var size = 16
      while size < steps.count * 2 { size *= 2 }
      tree.slots = Array(repeating: Step(key: .max, node: -1), count: size)
      for (key, node) in steps {
        var slot = PhraseTree.slot(key, size)
        while tree.slots[slot].node >= 0 { slot = (slot + 1) & (size - 1) }
        tree.slots[slot] = Step(key: key, node: node)
      }
      return tree
    }
  }
}
