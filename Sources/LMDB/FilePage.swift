/// One page: a header of 16 bytes, offsets of nodes growing upwards, nodes growing downwards from the end.
///
/// | bytes | holds |
/// |---|---|
/// | 0–7 | the page's own number |
/// | 10–11 | what it is: 1 branch, 2 leaf, 4 first of a long value, 8 first page of the file |
/// | 12–15 | end of the offsets, begin of the nodes; or of a long value how many pages it takes |
///
/// Source: LMDB 0.9, `mdb.c`, `MDB_page` and `MDB_node`.
struct FilePage {
  enum Kind: UInt64 { case branch = 1, leaf = 2, long = 4, meta = 8 }

  static let headerBytes = 16
  let bytes: [UInt8]

  var number: UInt64 { bytes.number(at: 0, 8) }
  /// nil for flags that no stored page has.
  var kind: Kind? { Kind(rawValue: bytes.number(at: 10, 2)) }
  /// Of a long value.
  var runLength: Int { bytes.length(at: 12, 4) }

  /// The nodes in the order of their keys, or why they are none: they must fill the page from the begin that
  /// the header names to its end, without a gap, each at an even offset.
  func nodes(_ kind: Kind) -> Result<[FileNode], Fault> {
    let (lower, upper) = (bytes.length(at: 12, 2), bytes.length(at: 14, 2))
    guard lower >= Self.headerBytes, lower % 2 == 0, lower <= upper, upper <= bytes.count else {
      return .failure(Fault("its bounds \(lower) and \(upper) are none"))
    }
    let count = (lower - Self.headerBytes) / 2
    var nodes: [FileNode] = []
    nodes.reserveCapacity(count)
    var taken = 0
    for index in 0..<count {
      let offset = bytes.length(at: Self.headerBytes + 2 * index, 2)
      guard offset >= upper, offset % 2 == 0, let node = FileNode(bytes, at: offset, kind) else {
        return .failure(Fault("its entry \(index) reaches out of the page"))
      }
      taken += node.room
      nodes.append(node)
    }
    guard taken == bytes.count - upper, areApart(nodes) else {
      return .failure(Fault("its entries lie over each other or leave a gap"))
    }
    return .success(nodes)
  }

  /// Together with a sum of sizes that fills the room, this leaves no gap.
  private func areApart(_ nodes: [FileNode]) -> Bool {
    let inPlace = nodes.sorted { $0.offset < $1.offset }
    return zip(inPlace, inPlace.dropFirst()).allSatisfy { $0.offset + $0.room <= $1.offset }
  }

  func key(_ node: FileNode) -> ArraySlice<UInt8> { bytes[node.key] }
}

/// Why a page is none, to stand after its number.
struct Fault: Error {
  let sentence: String
  init(_ sentence: String) { self.sentence = sentence }
}

/// One entry of a page: a header of 8 bytes, a key, and in a leaf the value or where it is.
struct FileNode {
  /// What a leaf's value is.
  enum Content: UInt64 { case inPlace = 0, elsewhere = 1, table = 2 }

  let offset: Int
  let key: Range<Int>
  /// Nil in a branch.
  let content: Content?
  /// Bytes of the value, wherever they are; or of a branch the page below.
  let number: UInt64
  /// Bytes taken on the page.
  let room: Int

  /// Nil where it would reach out of the page, or is marked as nothing that we write.
  init?(_ page: [UInt8], at offset: Int, _ kind: FilePage.Kind) {
    guard offset + 8 <= page.count else { return nil }
    let begin = offset + 8
    key = begin..<(begin + page.length(at: offset + 6, 2))
    let (low, flags) = (page.number(at: offset, 4), page.number(at: offset + 4, 2))
    guard kind == .leaf else {
      (content, number, room) = (nil, low | flags << 32, (8 + key.count + 1) & ~1)
      guard offset + room <= page.count else { return nil }
      self.offset = offset
      return
    }
    guard let content = Content(rawValue: flags) else { return nil }
    let value = content == .elsewhere ? 8 : Int(low)
    (self.content, number, room) = (content, low, (8 + key.count + value + 1) & ~1)
    guard offset + room <= page.count else { return nil }
    self.offset = offset
  }

  /// Where the value stands on the page, or the number of the page where it does.
  var value: Range<Int> { key.upperBound..<(key.upperBound + (content == .elsewhere ? 8 : Int(number))) }
}
