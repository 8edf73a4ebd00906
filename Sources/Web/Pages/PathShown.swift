internal import Events
internal import Markup
internal import Trust

/// The path of trust as a page takes it: pictures as SVG, and the same in words.
struct PathShown: Encodable, Sendable {
  /// For a wide screen and for print, the newest first.
  let whole: [String]
  /// For a phone.
  let part: String
  /// The month from which a phone shows what comes before, and what comes after.
  let earlier: String?
  let later: String?
  let words: [String]
  let firsts: [FirstShown]
  let hasFirsts: Bool

  struct FirstShown: Encodable, Sendable {
    let number: Int
    let when: String
    let step: String
    let said: String?
    let event: String
  }

  init(_ path: Path, _ language: Language) {
    whole = path.whole.enumerated().map { $1.svg("path", $0 + 1) }
    part = path.part.svg("path")
    earlier = path.earlier?.description
    later = path.later?.description
    words = path.words
    firsts = path.firsts.map { one in
      FirstShown(
        number: one.number, when: language.date(one.first.told.when), step: one.step,
        said: one.said.isEmpty ? nil : one.said, event: one.first.told.event.description)
    }
    hasFirsts = !firsts.isEmpty
  }
}

extension Visit {
  /// The path of a participant; `from` of the query says from which month a phone shows it.
  func path(_ trust: Trust) throws -> PathShown? {
    trust.path(language, today: today, from: asked("from"), naming: try site.naming(language))
      .map { PathShown($0, language) }
  }

  /// A year or a month of the query: `2024`, `2024-03`.
  private func asked(_ name: String) -> Month? {
    guard let text = query[name], text.utf8.count <= 7 else { return nil }
    // Where an address was mistyped the newest months are shown, as without it.
    do { return try When(edtf: text).day.month } catch { return nil }
  }
}
