public import Events

/// What a view has to say, without a medium: the terminal prints it, a page shows it, and each row knows the
/// events behind it.
public struct Page: Sendable, Equatable {
  public var title: String
  public var parts: [Part]

  public init(title: String, parts: [Part] = []) {
    self.title = title
    self.parts = parts
  }

  /// The words of all rows and remarks, for the limit of a brief.
  public var words: Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .row(let row): sum + (row.label + " " + row.text).wordCount
      case .heading(let text), .remark(let text): sum + text.wordCount
      case .picture: sum
      }
    }
  }
}

public enum Part: Sendable, Equatable {
  case heading(String)
  case row(Row)
  /// Said once, quietly: an empty state, an explanation.
  case remark(String)
  /// Lines of equal-width characters, with a text that says the same.
  case picture([String], alternative: String)
}

/// One line with a short label before it and the events that it stands on.
public struct Row: Sendable, Equatable {
  public var label: String
  public var text: String
  public var events: [EventID]

  public init(_ label: String, _ text: String, events: [EventID] = []) {
    self.label = label
    self.text = text
    self.events = events
  }
}

extension String {
  fileprivate var wordCount: Int { split(whereSeparator: \.isWhitespace).count }
}
