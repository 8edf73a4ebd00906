extension FileCheck {
  /// The bytes of a value, empty where nobody wants them; nil when they are not where they should be.
  mutating func value(
    _ node: FileNode, _ page: FilePage, _ isWanted: Bool, _ tree: inout FileTree
  ) -> [UInt8]? {
    guard node.content == .elsewhere else { return isWanted ? Array(page.bytes[node.value]) : [] }
    let (first, count) = (page.bytes.number(at: node.value.lowerBound, 8), Int(node.number))
    guard takeRun(first, for: count, &tree) else { return nil }
    guard isWanted else { return [] }
    let start = Int(first) * meta.pageBytes + FilePage.headerBytes
    if let bytes = file.read(start, count: count) { return bytes }
    find(first, "the file ends within the value that begins there")
    return nil
  }

  /// A long value lies on pages in a row, of which only the first has a header. It may have more than it
  /// needs, since a shorter value can take the place of a longer one.
  private mutating func takeRun(_ first: UInt64, for count: Int, _ tree: inout FileTree) -> Bool {
    guard take(first, for: .used, by: tree.name) else { return false }
    guard let header = file.read(Int(first) * meta.pageBytes, count: FilePage.headerBytes) else {
      find(first, "\(tree.name) names it, and the file ends before it")
      return false
    }
    let page = FilePage(bytes: header)
    let needed = (FilePage.headerBytes + count + meta.pageBytes - 1) / meta.pageBytes
    guard page.number == first, page.kind == .long, page.runLength >= needed, page.runLength <= uses.count
    else {
      find(first, "it does not begin a value of \(count) bytes, as \(tree.name) has it")
      return false
    }
    tree.counted.long += UInt64(page.runLength)
    for next in (first + 1)..<(first + UInt64(page.runLength)) {
      guard take(next, for: .used, by: tree.name) else { return false }
    }
    return true
  }

  /// A list of pages that a commit freed: how many, and their numbers from the greatest to the least.
  mutating func free(_ commit: UInt64, _ list: [UInt8], _ page: FilePage) {
    greatestFreed = max(greatestFreed, commit)
    let count = list.length(at: 0, 8)
    guard commit >= 1, commit <= meta.commit, list.count >= 8, count >= 0, count <= list.count / 8 - 1 else {
      return find(page.number, "its list of pages freed by commit \(commit) is none")
    }
    var previous = UInt64.max
    for index in 0..<count {
      let number = list.number(at: 8 + 8 * index, 8)
      guard number < previous else { return find(page.number, "its list of free pages is out of order") }
      guard take(number, for: .free, by: "the list of free pages") else { return }
      previous = number
    }
  }

  /// The last commit that the list of free pages knows of, of whichever state; nil when it cannot be found.
  static func greatestFreed(_ file: DataFile, _ meta: FileMeta) -> UInt64? {
    var number = meta.free.root
    for level in 0..<min(meta.free.depth, 32) {
      guard number <= meta.last, let page = file.page(number, meta.pageBytes), page.number == number,
        case .success(let nodes) = page.nodes(level + 1 < meta.free.depth ? .branch : .leaf),
        let node = nodes.last
      else { return nil }
      if node.content != nil { return Array(page.key(node)).number(at: 0, 8) }
      number = node.number
    }
    return nil
  }
}
