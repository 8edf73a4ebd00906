/// A part of a line, and whom it tells of.
public struct Part: Hashable, Sendable {
  /// Bytes of the line, from the first word of the part to that of the next.
  public var bytes: Range<Int>
  /// Places in the list of those among whom the line is parted.
  public var people: Set<Int>
}

extension LineReader {
  /// Parts a line among some whom it names, so that what it tells of one stands with that one alone.
  ///
  /// A part whose subject is a known name tells of those whom it names, and so do the parts that follow it until
  /// another has a subject of its own. What stands before them tells of everybody, as does a part that begins with
  /// `alle` or `de`. Nobody whom the line names is left without a part.
  /// - Parameters:
  ///   - text: a line in which each known name is U+FFFC.
  ///   - bearers: by name, from left to right, the place of who bears it, nil for one among whom nothing is
  ///     parted.
  public mutating func parts(_ text: String, among bearers: [Int?]) -> [Part] {
    let parting = parting(text, bearers)
    guard !parting.strands.isEmpty else { return [Part(bytes: 0..<text.utf8.count, people: [])] }
    return parting.strands.indices.map { i in
      let first = i == 0 ? 0 : start(ofWord: parting.strands[i].first)
      let end = i + 1 < parting.strands.count ? start(ofWord: parting.strands[i].end) : text.utf8.count
      return Part(bytes: first..<end, people: parting.people[i])
    }
  }
}
