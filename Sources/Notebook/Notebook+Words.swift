internal import Events
internal import Rebuild

/// What may stand in words: no secret, and no name of anybody who is known.
extension Notebook {
  /// The longest line, in bytes of UTF-8.
  public static let longestLine = 65_536

  /// A line that may be kept once its names are taken out, and the secrets that were masked in it.
  func checked(_ text: String) throws -> (line: String, masked: Set<Masking.Secret>) {
    let line = text.trimmedOfSpace
    guard !line.isEmpty else { throw NotebookError.emptyLine }
    guard line.utf8.count <= Self.longestLine else {
      throw NotebookError.lineTooLong(bytes: line.utf8.count)
    }
    let (safe, found) = Masking.mask(line.filter { $0 != Line.mark })
    return (safe, found)
  }

  /// Each known name in the line with the one who is meant.
  func mentions(
    in line: String, _ directory: Directory, chosen: [Handle]
  ) throws -> [(place: Range<Int>, handle: Handle)] {
    try directory.mentions(in: line).map { mention in
      if let meant = mention.handles.first(where: chosen.contains) { return (mention.place, meant) }
      let persons = try Set(mention.handles.map { try engine.members(of: $0) })
      guard persons.count == 1 else {
        let scalars = Array(line.unicodeScalars)[mention.place]
        throw try severalBear(String(String.UnicodeScalarView(scalars)), mention.handles)
      }
      return (mention.place, mention.handles[0])
    }
  }

  /// A short text beside an event, such as a reason: secrets masked, names put as `…`.
  public func plain(_ text: String) throws -> String {
    let masked = Masking.mask(text.trimmedOfSpace.filter { $0 != Line.mark }).line
    let names = try directory().mentions(in: masked).map { ($0.place, $0.handles[0]) }
    return Line(masked, replacing: names).shown(unnamed: "…") { _ in nil }
  }
}

extension String {
  var trimmedOfSpace: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
