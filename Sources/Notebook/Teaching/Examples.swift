public import Events

/// A line that is shown to whoever teaches the words, as those may see it who may see the line.
public struct Example: Sendable {
  public let event: EventID
  public let happened: When
  /// Whose line it is; the organisation's where it is nobody's.
  public let handle: Handle
  public let line: Line

  init(_ entry: Entry, _ keeper: Handle) {
    (event, happened, handle) = (entry.event.id, entry.event.happened, keeper)
    line = entry.event.content.line ?? Line("")
  }
}

/// An example with what it shows.
public protocol ExampleLine: Sendable {
  var shown: Example { get }
}

extension Example: ExampleLine {
  public var shown: Example { self }

  fileprivate func isNewer(than other: Example) -> Bool {
    (happened.minute, event) > (other.happened.minute, other.event)
  }
}

/// The newest few lines of which no two say the same; the same ones in whatever order they come.
public struct Examples<Element: ExampleLine>: Sendable {
  public private(set) var all: [Element] = []
  private let most: Int

  init(most: Int) { self.most = most }

  mutating func add(_ example: Element) {
    if let same = all.firstIndex(where: { $0.shown.line == example.shown.line }) {
      guard example.shown.isNewer(than: all[same].shown) else { return }
      all.remove(at: same)
    }
    let place = all.firstIndex { example.shown.isNewer(than: $0.shown) } ?? all.count
    guard place < most else { return }
    all.insert(example, at: place)
    if all.count > most { all.removeLast() }
  }

  mutating func add(_ other: Examples) { for example in other.all { add(example) } }
}
