import HashTree

/// The tree as RFC 6962 (2.1) defines it: recursively, over all leaves.
struct NaiveTree: Subtrees {
  let leaves: [TreeHash]
  init(_ records: [[UInt8]]) { leaves = records.map { .leaf($0.span.bytes) } }
  init(count: Int) { self.init((0..<count).map { Array("record \($0)".utf8) }) }

  func root(_ range: Range<Int>) -> TreeHash {
    guard range.count > 1 else { return range.isEmpty ? .empty : leaves[range.lowerBound] }
    var half = 1
    while half * 2 < range.count { half *= 2 }
    let middle = range.lowerBound + half
    return .node(root(range.lowerBound..<middle), root(middle..<range.upperBound))
  }

  func hash(level: Int, index: UInt64) -> TreeHash {
    root(Int(index) << level..<Int(index + 1) << level)
  }
}

/// Made-up hashes: a tree of any size without its records.
struct InventedTree: Subtrees {
  func hash(level: Int, index: UInt64) -> TreeHash {
    TreeHash.leaf(Array("\(level) \(index)".utf8).span.bytes)
  }
}

func bytes(_ hexadecimal: String) -> [UInt8] {
  let digits = Array(hexadecimal)
  return stride(from: 0, to: digits.count, by: 2).compactMap {
    UInt8(String(digits[$0..<$0 + 2]), radix: 16)
  }
}

extension TreeHash {
  var hexadecimal: String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
