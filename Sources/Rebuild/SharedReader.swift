internal import Events
internal import Reading

/// A reader where it stands: it is large, and would be moved for each event.
final class SharedReader {
  private var reader: LineReader
  private var known: KnownLines

  /// - Parameter lines: how many it remembers.
  init(_ words: CompiledVocabulary, remembering lines: Int = 0) {
    reader = LineReader(words)
    known = KnownLines(lines)
  }

  func read(_ line: Line) -> LineReading { known.reading(of: line.text) { reader.read($0) } }
}

/// What lines told that were read lately: helpers say much in the same few words, and a line gives the same
/// reading always.
///
/// Each line has two places. In the first stands what was asked for twice, in the second what came last.
struct KnownLines: ~Copyable {
  private struct Known {
    var text = ""
    var reading = LineReading()
  }

  /// Of the lines, by their places. They stand by themselves, since most that are looked at are of other lines.
  private var hashes: [UInt64]
  private var lines: [Known]

  init(_ count: Int) {
    hashes = [UInt64](repeating: "".hashOfBytes, count: count & ~1)
    lines = [Known](repeating: Known(), count: count & ~1)
  }

  mutating func reading(of text: String, _ read: (String) -> LineReading) -> LineReading {
    guard !lines.isEmpty else { return read(text) }
    let hash = text.hashOfBytes
    let first = Int(truncatingIfNeeded: hash % UInt64(lines.count / 2)) * 2
    if holds(text, hash, at: first) { return lines[first].reading }
    if holds(text, hash, at: first + 1) {
      lines.swapAt(first, first + 1)
      hashes.swapAt(first, first + 1)
      return lines[first].reading
    }
    let reading = read(text)
    (lines[first + 1], hashes[first + 1]) = (Known(text: text, reading: reading), hash)
    return reading
  }

  private func holds(_ text: String, _ hash: UInt64, at place: Int) -> Bool {
    hashes[place] == hash && lines[place].text.hasBytes(of: text)
  }
}

extension String {
  /// Eight bytes at a time: each is mixed in by a multiplication with the odd number nearest to 2⁶⁴ divided by
  /// the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
  fileprivate var hashOfBytes: UInt64 {
    let text = utf8.span
    let bytes = text.bytes
    var (hash, place) = (UInt64(truncatingIfNeeded: bytes.byteCount), 0)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    while place + 8 <= bytes.byteCount {
      mix(bytes.bigEndian(at: place))
      place += 8
    }
    while place < bytes.byteCount {
      mix(UInt64(bytes.byte(at: place)))
      place += 1
    }
    return hash
  }

  /// Texts that only look alike have their words in other places.
  fileprivate func hasBytes(of other: String) -> Bool {
    let (ours, theirs) = (utf8.span, other.utf8.span)
    let (a, b) = (ours.bytes, theirs.bytes)
    guard a.byteCount == b.byteCount else { return false }
    var place = 0
    while place + 8 <= a.byteCount {
      guard a.bigEndian(at: place) == b.bigEndian(at: place) else { return false }
      place += 8
    }
    while place < a.byteCount, a.byte(at: place) == b.byte(at: place) { place += 1 }
    return place == a.byteCount
  }
}
