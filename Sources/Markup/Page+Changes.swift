public import Events

/// What a page says otherwise than another of the same view, row by row.
public struct RowChanges {
  /// What the page is called in a sentence: `Briefen`, `The brief`.
  public let page: (Language) -> String

  public init(page: @escaping (Language) -> String) { self.page = page }

  /// - Parameter make: makes the page of a view whose names stand in it by reference.
  public func changes<View: StoryProjection>(
    from old: View, to new: View, _ context: ChangeContext,
    _ make: (View, Language, _ name: String, _ naming: @escaping (Kind) -> String) -> Page
  ) -> [Change] {
    let (before, after) = (old.referring, new.referring)
    func rows(_ view: View, _ language: Language) -> [Row] {
      guard !view.isEmpty else { return [] }
      let page = make(view, language, Line.reference(to: context.person)) { context.name($0, language) }
      return page.rows
    }
    func difference(_ language: Language) -> [RowChange] {
      RowChange.all(from: rows(before, language), to: rows(after, language))
    }
    let all = difference(.danish)
    var english = all.isEmpty ? [] : difference(.english)
    return all.map { danish in
      // Where a page has room for fewer rows in one language, that row is told in the other.
      let place = english.firstIndex { $0.isOf(danish) }
      let other = place.map { english.remove(at: $0) } ?? danish
      return Change(
        danish.reason, at: nil, danish.events.first, danish: sentence(danish, .danish),
        english: sentence(other, .english))
    }
  }

  private func sentence(_ change: RowChange, _ language: Language) -> Line {
    let page = page(language)
    let text =
      switch (change.old, change.new) {
      case (let old?, let new?):
        language.say(
          "\(page) siger nu “\(new.said)”, før “\(old.text)”",
          "\(page) now says “\(new.said)”, before “\(old.text)”")
      case (nil, let new?):
        language.say("\(page) siger nu “\(new.said)”", "\(page) now says “\(new.said)”")
      case (let old, nil):
        language.say(
          "\(page) siger ikke mere “\(old?.said ?? "")”", "\(page) no longer says “\(old?.said ?? "")”")
      }
    return Line(referring: text)
  }
}

/// A row that has come, gone, or says something else.
private struct RowChange {
  let old: Row?
  let new: Row?

  var reason: Change.Reason { old == nil ? .lineNew : new == nil ? .lineGone : .lineOtherwise }
  var events: [EventID] { (new ?? old)?.events ?? [] }

  func isOf(_ other: RowChange) -> Bool { reason == other.reason && events == other.events }

  /// Rows of one label that stand on the same event, or are the only ones of theirs, are one row.
  static func all(from old: [Row], to new: [Row]) -> [RowChange] {
    var gone = old.filter { row in !new.contains { row.says($0) } }
    let come = new.filter { row in !old.contains { row.says($0) } }
    let changes = come.map { row in
      let before = gone.filter { $0.label == row.label }
      let isOnly = before.count == 1 && come.count { $0.label == row.label } == 1
      let same = before.first { isOnly || $0.events.first == row.events.first }
      if let same, let place = gone.firstIndex(of: same) { gone.remove(at: place) }
      return RowChange(old: same, new: row)
    }
    return changes + gone.map { RowChange(old: $0, new: nil) }
  }
}

extension Page {
  fileprivate var rows: [Row] {
    parts.compactMap { part in
      if case .row(let row) = part { row } else { nil }
    }
  }
}

extension Row {
  /// The same, whatever events it stands on; or of the same events, with more or less of a quote.
  fileprivate func says(_ other: Row) -> Bool {
    guard label == other.label else { return false }
    guard text != other.text else { return true }
    guard events == other.events else { return false }
    let (mine, theirs) = (text.prefix { $0 != "…" }, other.text.prefix { $0 != "…" })
    if mine.count < text.count { return other.text.hasPrefix(mine) }
    return theirs.count < other.text.count && text.hasPrefix(theirs)
  }

  fileprivate var said: String { label.isEmpty ? text : "\(label): \(text)" }
}

extension StoryProjection {
  /// With each name as a reference that a page can carry.
  fileprivate var referring: Self {
    var view = self
    view.name { line in line.shown(unnamed: "") { Line.reference(to: $0) } }
    return view
  }
}

extension Line {
  /// One word that stands for a person wherever a page puts it.
  fileprivate static func reference(to person: Handle) -> String { "\(mark)\(person)" }

  /// A text with such words in it.
  fileprivate init(referring text: String) {
    self.init("")
    var rest = text[...]
    while let place = rest.firstIndex(of: Line.mark) {
      self.text += rest[..<place]
      let after = rest[rest.index(after: place)...]
      rest = after.dropFirst(32)
      guard let person = Handle(String(after.prefix(32))) else { continue }
      self.text.append(Line.mark)
      mentions.append(person)
    }
    self.text += rest
  }
}
