import HashTree
import TestGround
import Testing

@Suite struct `A tree` {
  @Test(arguments: UInt64(0)..<8)
  func `grown leaf by leaf has the root that its definition gives`(seed: UInt64) {
    var random = Seeded(seed)
    let size = Int.random(in: 1...700, using: &random)
    let tree = NaiveTree(count: size)
    var edge = Edge()
    for leaf in tree.leaves { edge.append(leaf) }
    #expect(edge.root == tree.root(0..<size) && edge.size == size)
    #expect(Edge(edge.bytes.span.bytes) == edge)
  }

  @Test func `tells of every subtree that a leaf completes`() {
    let tree = NaiveTree(count: 300)
    var (edge, completed): (Edge, [TreeHash]) = (Edge(), [])
    var expected: [TreeHash] = []
    for size in 1...300 {
      edge.append(tree.leaves[size - 1], completing: &completed, from: 3)
      for level in 3...9 where size % (1 << level) == 0 {
        expected.append(tree.root(size - 1 << level..<size))
      }
    }
    #expect(completed == expected && edge.root == tree.root(0..<300))
  }

  @Test(arguments: UInt64(0)..<40)
  func `proves every leaf, and that it grew, and nothing else`(seed: UInt64) {
    var random = Seeded(seed)
    let size = UInt64.random(in: 1...500, using: &random)
    var tree = NaiveTree(count: Int(size))
    let root = tree.root(size: size)
    let index = UInt64.random(in: 0..<size, using: &random)
    let leaf = tree.leaves[Int(index)]
    let path = tree.inclusion(of: index, size: size)
    #expect(leaf.isIncluded(at: index, size: size, root: root, path: path))
    #expect(!TreeHash.empty.isIncluded(at: index, size: size, root: root, path: path))
    #expect(!leaf.isIncluded(at: (index + 1) % (size + 1), size: size, root: root, path: path))
    #expect(!leaf.isIncluded(at: index, size: size, root: root, path: path + [leaf]))
    for place in path.indices {
      var bent = path
      bent[place] = .node(bent[place], leaf)
      #expect(!leaf.isIncluded(at: index, size: size, root: root, path: bent))
    }
    let old = UInt64.random(in: 0...size, using: &random)
    let oldRoot = tree.root(size: old)
    let steps = tree.consistency(from: old, to: size)
    #expect(root.isGrown(from: oldRoot, old, to: size, path: steps))
    #expect(!root.isGrown(from: leaf, old, to: size, path: steps) || (size, old) == (1, 1))
    #expect(!root.isGrown(from: oldRoot, size + 1, to: size, path: steps))
    for place in steps.indices {
      var bent = steps
      bent[place] = .node(bent[place], leaf)
      #expect(!root.isGrown(from: oldRoot, old, to: size, path: bent))
    }
  }

  @Test func `of ten million records proves one in 24 hashes, and its growth in no more than 48`() throws {
    var tree = InventedTree()
    let size: UInt64 = 10_000_000
    #expect(tree.inclusion(of: 0, size: size).count == 24)
    #expect(tree.consistency(from: 6_543_211, to: size).count <= 48)
    let name = "tillid/" + String(repeating: "0", count: 32)
    let key = try SigningKey(name: name, seed: [UInt8](repeating: 1, count: 32))
    let note = try Checkpoint(origin: name, size: size, root: tree.root(size: size)).signed(by: key)
    let proof = RecordProof(
      record: [], index: 4_444_444, path: tree.inclusion(of: 4_444_444, size: size), checkpoint: note)
    #expect(proof.description.utf8.count <= 1_500)
  }
}
