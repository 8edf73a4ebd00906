import Events

/// What a phrase tells when it is found: a kind or a sign.
struct Meaning: Sendable {
  /// The kind's place in the vocabulary; -1 for a sign.
  var kind: Int32 = -1
  /// Of the kind.
  var traits: KindTraits = []
  /// Empty for a kind.
  var sign: SignSet = []
  var mode: Mode?
  var language: Language
  /// In `CompiledVocabulary.phrases`: the first of those that say the same by the same words.
  var phrase: Int32 = -1

  var isKind: Bool { kind >= 0 }

  func says(_ other: Meaning) -> Bool {
    kind == other.kind && sign == other.sign && mode == other.mode && language == other.language
  }
}

/// All phrases as one tree, in which nodes that tell the same and go on alike are one. A node is reached by
/// any word of one slot of a phrase, and most steps that lead nowhere are known without looking at them.
struct PhraseTree: ~Copyable, Sendable {
  static let root: Int32 = 0

  struct Node {
    /// Symbols that a phrase may go on with.
    var next = SymbolSet()
    /// The first of its drawers in `drawers`.
    var drawers: Int32 = 0
    /// One less than how many drawers it has, which is a power of two.
    var mask: Int32 = 0
    /// The first word of its sieve in `sieves`; -1 for a node of few steps, whose `next` sifts well enough.
    var sieve: Int32 = -1
    /// In `meanings`.
    var meanings = Stretch()
    /// The signs of languages among what it tells, which are no hits.
    var languages: SignSet = []
    /// The node behind `...`, or -1.
    var gap: Int32 = -1

    /// Tells nothing by itself.
    var isSilent: Bool { meanings.isEmpty && languages.isEmpty }
  }

  struct Step {
    let symbol: Symbol
    let node: Int32
  }

  var nodes = Row<Node>()
  var steps = Row<Step>()
  /// The steps of each node by what is left of their symbols: where each drawer begins in `steps`, and behind
  /// the last where it ends.
  var drawers = Row<Int32>()
  /// A guess at the symbols of nodes with many steps, in bits: small enough to stay near the processor.
  var sieves = Row<UInt64>()
  var meanings = Row<Meaning>()

  init() {}

  func write(to stored: inout StoredBytes) {
    nodes.write(to: &stored)
    steps.write(to: &stored)
    drawers.write(to: &stored)
    sieves.write(to: &stored)
    meanings.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let nodes = Row<Node>(&stored), let steps = Row<Step>(&stored),
      let drawers = Row<Int32>(&stored), let sieves = Row<UInt64>(&stored),
      let meanings = Row<Meaning>(&stored)
    else { return nil }
    self.nodes = nodes
    self.steps = steps
    self.drawers = drawers
    self.sieves = sieves
    self.meanings = meanings
  }

  /// What it denies has no step from the node.
  @inline(__always)
  func mayHold(_ symbol: Symbol, _ node: Node) -> Bool {
    guard node.next.mayHold(symbol) else { return false }
    guard node.sieve >= 0 else { return true }
    let hole = PhraseTree.hole(symbol, node.mask)
    return sieves[Int(node.sieve) + (hole >> 6)] &>> UInt64(hole & 63) & 1 != 0
  }

  /// Places of the steps of the node among which are all with this symbol.
  @inline(__always)
  func drawer(_ symbol: Symbol, of node: Node) -> Range<Int> {
    let place = Int(node.drawers) + PhraseTree.drawer(symbol, node.mask)
    return Range(uncheckedBounds: (Int(drawers[place]), Int(drawers[place + 1])))
  }

  static func drawer(_ symbol: Symbol, _ mask: Int32) -> Int {
    Int((UInt32(bitPattern: symbol) &* 0x9E37_79B1) &>> 12 & UInt32(bitPattern: mask))
  }

  /// The bit of a sieve, which has sixteen for each drawer.
  static func hole(_ symbol: Symbol, _ mask: Int32) -> Int {
    Int((UInt32(bitPattern: symbol) &* 0x9E37_79B1) &>> 8 & (UInt32(bitPattern: mask) << 4 | 15))
  }

  /// Symbols that may stand behind the `...` after a node.
  func far(_ node: Node) -> SymbolSet { node.gap < 0 ? SymbolSet() : nodes[Int(node.gap)].next }
}
