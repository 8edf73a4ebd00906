/// A table's tree as it is noted, and what its leaves hold.
struct FileTree {
  enum Content { case values, names, free }

  let name: String
  let noted: FileTable
  let content: Content
  var counted = FileTable()

  init(_ name: String, _ noted: FileTable, _ content: Content) {
    (self.name, self.noted, self.content) = (name, noted, content)
    (counted.pad, counted.flags) = (noted.pad, noted.flags)
    (counted.depth, counted.root) = (noted.depth, noted.root)
  }

  /// Numbers of commits sort as numbers, all else as bytes.
  func isInOrder(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    content == .free
      ? Array(a).number(at: 0, 8) < Array(b).number(at: 0, 8) : a.lexicographicallyPrecedes(b)
  }
}

extension FileCheck {
  /// What lies between two keys of the branch above: from the first on, and before the second.
  struct Bounds {
    var from: ArraySlice<UInt8>?
    var before: ArraySlice<UInt8>?
  }

  mutating func walk(_ whole: FileTree) {
    var tree = whole
    guard tree.noted.root != .max else { return compare(tree) }
    guard (1...32).contains(tree.noted.depth) else {
      return find(nil, "\(tree.name) is noted as \(tree.noted.depth) pages deep")
    }
    descend(tree.noted.root, 1, Bounds(), &tree)
    compare(tree)
  }

  private mutating func compare(_ tree: FileTree) {
    let (noted, counted) = (tree.noted, tree.counted)
    guard noted != counted || noted.root == .max && noted.depth != 0 else { return }
    find(
      nil,
      "\(tree.name) is noted with \(noted.entries) entries on \(noted.branches), \(noted.leaves) and \(noted.long) pages, and holds \(counted.entries) on \(counted.branches), \(counted.leaves) and \(counted.long)"
    )
  }

  private mutating func descend(_ number: UInt64, _ level: UInt64, _ bounds: Bounds, _ tree: inout FileTree) {
    guard take(number, for: .used, by: tree.name) else { return }
    guard let page = file.page(number, meta.pageBytes) else {
      return find(number, "\(tree.name) names it, and the file ends before it")
    }
    let kind: FilePage.Kind = level < tree.noted.depth ? .branch : .leaf
    guard page.number == number, page.kind == kind else {
      return find(number, "it is not the \(kind) that \(tree.name) has there")
    }
    let nodes: [FileNode]
    switch page.nodes(kind) {
    case .failure(let fault): return find(number, fault.sentence)
    case .success(let found): nodes = found
    }
    guard !nodes.isEmpty, kind == .leaf || nodes.count > 1 || tree.content == .free else {
      return find(number, "it is a \(kind) of \(nodes.count) entries")
    }
    // The first key of a branch means nothing: all that is less than the second lies under it.
    checkOrder(page, kind == .leaf ? nodes[...] : nodes.dropFirst(), bounds, tree)
    if kind == .leaf { take(page, nodes, &tree) } else { follow(page, nodes, level, bounds, &tree) }
  }

  private mutating func checkOrder(
    _ page: FilePage, _ nodes: ArraySlice<FileNode>, _ bounds: Bounds, _ tree: FileTree
  ) {
    for node in nodes
    where node.key.isEmpty || node.key.count > 511 || tree.content == .free && node.key.count != 8 {
      return find(page.number, "a key has \(node.key.count) bytes")
    }
    for (a, b) in zip(nodes, nodes.dropFirst()) where !tree.isInOrder(page.key(a), page.key(b)) {
      return find(page.number, "its keys are out of order")
    }
    guard let first = nodes.first, let last = nodes.last else { return }
    if let from = bounds.from, tree.isInOrder(page.key(first), from) {
      return find(page.number, "its first key belongs before it")
    }
    if let before = bounds.before, !tree.isInOrder(page.key(last), before) {
      find(page.number, "its last key belongs after it")
    }
  }

  private mutating func follow(
    _ page: FilePage, _ nodes: [FileNode], _ level: UInt64, _ bounds: Bounds, _ tree: inout FileTree
  ) {
    tree.counted.branches += 1
    for (index, node) in nodes.enumerated() {
      let from = index == 0 ? bounds.from : page.key(node)
      let before = index + 1 < nodes.count ? page.key(nodes[index + 1]) : bounds.before
      descend(node.number, level + 1, Bounds(from: from, before: before), &tree)
    }
  }

  private mutating func take(_ page: FilePage, _ nodes: [FileNode], _ tree: inout FileTree) {
    tree.counted.leaves += 1
    tree.counted.entries += UInt64(nodes.count)
    for node in nodes { take(node, page, &tree) }
  }

  private mutating func take(_ node: FileNode, _ page: FilePage, _ tree: inout FileTree) {
    guard (node.content == .table) == (tree.content == .names) else {
      return find(page.number, "an entry of \(tree.name) is marked as what it cannot be")
    }
    let isWanted = tree.content != .values || entry != nil
    guard let value = value(node, page, isWanted, &tree) else { return }
    switch tree.content {
    case .values: if let entry { entry(tree.name, Array(page.key(node)), value) }
    case .names: walkTable(Array(page.key(node)), value, page)
    case .free: free(Array(page.key(node)).number(at: 0, 8), value, page)
    }
  }

  private mutating func walkTable(_ name: [UInt8], _ record: [UInt8], _ page: FilePage) {
    let noted = FileTable(record, at: 0)
    guard record.count == FileTable.byteCount, noted.pad == 0, noted.flags == 0 else {
      return find(page.number, "a table is marked as none of ours")
    }
    walk(FileTree(String(decoding: name, as: UTF8.self), noted, .values))
  }
}
