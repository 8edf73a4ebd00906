internal import Events
internal import Markup
internal import Mustache

/// A page of a view as templates and programs take it.
struct PageShown: Encodable, Sendable {
  let title: String
  let parts: [PartShown]

  init(_ page: Page) {
    title = page.title
    parts = page.parts.map(PartShown.init)
  }
}

/// One of these is there.
struct PartShown: Encodable, Sendable {
  var heading: String?
  var row: RowShown?
  var remark: String?
  /// Lines of equal-width characters, and the same in words.
  var picture: String?
  var alternative: String?

  init(_ part: Part) {
    switch part {
    case .heading(let text): heading = text
    case .row(let row): self.row = RowShown(row)
    case .remark(let text): remark = text
    case .picture(let lines, let words): (picture, alternative) = (lines.joined(separator: "\n"), words)
    }
  }
}

struct RowShown: Encodable, Sendable {
  let label: String
  let text: String
  /// The ids of the events behind it.
  let events: [String]
  /// Templates see what is stored alone.
  let first: String?

  init(_ row: Row) {
    (label, text) = (row.label, row.text)
    events = row.events.map(\.description)
    first = events.first
  }
}

/// By name, without reflection: every brief has a dozen of them.
extension PartShown: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "heading": heading
    case "row": row
    case "remark": remark
    case "picture": picture
    case "alternative": alternative
    default: nil
    }
  }
}

extension RowShown: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "label": label
    case "text": text
    case "events": events
    case "first": first
    default: nil
    }
  }
}
