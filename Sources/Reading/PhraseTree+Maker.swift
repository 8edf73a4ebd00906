import Events

extension PhraseTree {
  /// The tree while phrases are put in.
  struct Maker: ~Copyable {
    /// Symbols of which one leads to a node, and the node with the same parent made before it, or -1.
    struct Draft {
      fileprivate var slot: Int32
      fileprivate var sibling: Int32
      /// The one made last.
      fileprivate var child: Int32 = -1
      /// The last of what it tells.
      fileprivate var told: Int32 = -1
      fileprivate var languages: SignSet = []
    }

    /// What a node tells, and the one before it of the same node, or -1.
    struct Told {
      fileprivate var meaning: Meaning
      fileprivate var before: Int32
    }

    private struct Way: Hashable {
      var node: Int32
      var slot: Int32
    }

    /// All that makes one node differ from another.
    private struct Shape: Hashable {
      var phrases: [Int32] = []
      var languages: SignSet
      var steps: [Way] = []
    }

    private var tree = PhraseTree()
    private var drafts = Row<Draft>()
    private var told = Row<Told>()
    private var ways: [Way: Int32] = [:]
    /// Each once for all phrases.
    private var slots: [[Symbol]] = []
    private var slotNumbers: [[Symbol]: Int32] = [:]

    init() { drafts.append(Draft(slot: -1, sibling: -1)) }

    /// - Parameter slots: each with its symbols in order.
    mutating func insert(_ slots: [[Symbol]], _ meaning: Meaning) {
      var node = PhraseTree.root
      for slot in slots { node = child(of: node, number(of: slot)) }
      if meaning.sign == .danish || meaning.sign == .english {
        drafts[Int(node)].languages.formUnion(meaning.sign)
      } else if !tells(node, meaning) {
        told.append(Told(meaning: meaning, before: drafts[Int(node)].told))
        drafts[Int(node)].told = Int32(told.count - 1)
      }
    }

    private func tells(_ node: Int32, _ meaning: Meaning) -> Bool {
      var place = drafts[Int(node)].told
      while place >= 0 {
        if told[Int(place)].meaning.says(meaning) { return true }
        place = told[Int(place)].before
      }
      return false
    }

    private mutating func number(of slot: [Symbol]) -> Int32 {
      if let known = slotNumbers[slot] { return known }
      slots.append(slot)
      slotNumbers[slot] = Int32(slots.count - 1)
      return Int32(slots.count - 1)
    }

    private mutating func child(of parent: Int32, _ slot: Int32) -> Int32 {
      let way = Way(node: parent, slot: slot)
      if let known = ways[way] { return known }
      let child = Int32(drafts.count)
      drafts.append(Draft(slot: slot, sibling: drafts[Int(parent)].child))
      drafts[Int(parent)].child = child
      ways[way] = child
      return child
    }

    // MARK: laying out

    /// Lays out flat what each node tells, in the order in which it was put in, and the steps from it.
    consuming func finish() -> PhraseTree {
      let places = places()
      for draft in drafts.indices where places[draft] == tree.nodes.count { layOut(draft, places) }
      return tree
    }

    /// By draft the place of its node, numbered in the order of the first draft of each.
    private func places() -> [Int32] {
      let firsts = firsts()
      var places: [Int32] = []
      var count: Int32 = 0
      for (draft, first) in firsts.enumerated() {
        places.append(first == draft ? count : places[Int(first)])
        if first == draft { count += 1 }
      }
      return places
    }

    /// By draft the first that is the same. What a node leads to was made after it and is known before it.
    private func firsts() -> [Int32] {
      var shapes: [Shape: Int32] = [:]
      var (numbers, firsts) = ([Int32](repeating: 0, count: drafts.count), [Int32]())
      for draft in drafts.indices.reversed() {
        let shape = shape(of: draft, numbers)
        let number = shapes[shape] ?? Int32(shapes.count)
        if number == shapes.count {
          shapes[shape] = number
          firsts.append(Int32(draft))
        }
        numbers[draft] = number
        firsts[Int(number)] = Int32(draft)
      }
      return numbers.map { firsts[Int($0)] }
    }

    private func shape(of draft: Int, _ numbers: [Int32]) -> Shape {
      var shape = Shape(languages: drafts[draft].languages)
      var told = drafts[draft].told
      while told >= 0 {
        shape.phrases.append(self.told[Int(told)].meaning.phrase)
        told = self.told[Int(told)].before
      }
      var child = drafts[draft].child
      while child >= 0 {
        shape.steps.append(Way(node: numbers[Int(child)], slot: drafts[Int(child)].slot))
        child = drafts[Int(child)].sibling
      }
      return shape
    }

    private mutating func layOut(_ draft: Int, _ places: [Int32]) {
      var node = Node()
      let first = tree.meanings.count
      append(drafts[draft].told)
      node.meanings = Stretch(first..<tree.meanings.count)
      node.languages = drafts[draft].languages
      layStepsOut(steps(from: draft, places, &node.gap), &node)
      tree.nodes.append(node)
    }

    private mutating func append(_ place: Int32) {
      guard place >= 0 else { return }
      append(told[Int(place)].before)
      tree.meanings.append(told[Int(place)].meaning)
    }

    private func steps(from draft: Int, _ places: [Int32], _ gap: inout Int32) -> [Step] {
      var steps: [Step] = []
      var child = drafts[draft].child
      while child >= 0 {
        let node = places[Int(child)]
        for symbol in slots[Int(drafts[Int(child)].slot)] {
          if symbol == Lexicon.gap { gap = node } else { steps.append(Step(symbol: symbol, node: node)) }
        }
        child = drafts[Int(child)].sibling
      }
      return steps
    }

    /// At most as many drawers as steps: what would be opened in vain is known by `next` and the sieve.
    private mutating func layStepsOut(_ steps: [Step], _ node: inout Node) {
      let width = Int32(Int.bitWidth - 1 - steps.count.leadingZeroBitCount)
      if !steps.isEmpty { node.mask = (1 << width) - 1 }
      let filed = steps.map { (drawer: PhraseTree.drawer($0.symbol, node.mask), step: $0) }
        .sorted { ($0.drawer, $0.step.symbol) < ($1.drawer, $1.step.symbol) }
      node.drawers = Int32(tree.drawers.count)
      var next = 0
      for drawer in 0...Int(node.mask) {
        tree.drawers.append(Int32(tree.steps.count))
        while next < filed.count, filed[next].drawer == drawer {
          tree.steps.append(filed[next].step)
          node.next.insert(filed[next].step.symbol)
          next += 1
        }
      }
      tree.drawers.append(Int32(tree.steps.count))
      if node.mask >= 15 { makeSieve(steps, &node) }
    }

    private mutating func makeSieve(_ steps: [Step], _ node: inout Node) {
      let first = tree.sieves.count
      node.sieve = Int32(first)
      for _ in 0..<(Int(node.mask) + 1) / 4 { tree.sieves.append(0) }
      for step in steps {
        let hole = PhraseTree.hole(step.symbol, node.mask)
        tree.sieves[first + (hole >> 6)] |= 1 << UInt64(hole & 63)
      }
    }
  }
}
