internal import Access
internal import Events
internal import Foundation
internal import HTTPTypes
internal import Notebook
internal import Reading
internal import Rebuild

/// The words by which lines are read: looked up, edited as a draft, tried against the log, adopted.
enum AdminVocabulary {
  static let routes: [Route] = reading + editing + trying

  /// A whole vocabulary, each byte of which a form may write as three.
  private static let mostBytes = 8 << 20

  private static let reading: [Route] = [
    .get("/admin/vocabulary", .role(.admin), "The parts of the vocabulary; with `q`, kinds with that word.") {
      visit in
      .page(
        "vocabulary", title: visit.say("Ordforråd", "Vocabulary"), told: try VocabularyShown(visit))
    }.taking(Field("q", "A word, or part of one.")).answering(VocabularyShown.self),
    .get("/admin/vocabulary/kinds/{kind}", .role(.admin), "One kind and the phrases that tell it.") { visit in
      let name = visit.places["kind"] ?? ""
      guard let kind = try Draft(visit).readable()[Kind(name)] else { throw AdminRefusal.noSuchKind(name) }
      let told = KindShown(kind, visit.language)
      return .page("kind", title: told.name, told: told)
    }.answering(KindShown.self),
    .get("/admin/vocabulary/file", .role(.admin), "The draft, or what is adopted, as a file to keep.") {
      visit in
      .bytes(
        Array(try Draft(visit).text.utf8), type: "application/yaml; charset=utf-8",
        headers: [(.contentDisposition, "attachment; filename=\"vocabulary.yaml\"")])
    }.forPeople,
  ]

  private static let editing: [Route] = [
    .get("/admin/vocabulary/parts/{part}", .role(.admin), "The text of one part, and what is wrong in it.") {
      visit in
      let told = try TextShown.of(visit)
      return .page("part", title: told.title, told: told)
    }.answering(TextShown.self),
    .post("/admin/vocabulary/parts/{part}", .role(.admin), "`text`: saves one part in the draft.") { visit in
      let (draft, part) = (try Draft(visit), try part(visit))
      guard visit.form.has("text") else { throw WebRefusal.missing("text") }
      let text = plain(visit.form["text"] ?? "")
      try draft.save(VocabularyParts(draft.text).replacing(part.name, with: text))
      let problems = try Draft(visit).problems.count
      return .done(
        to: "/admin/vocabulary/parts/\(part.name)", told: ["problems": problems],
        note: problems == 0
          ? visit.say(
            "Gemt i kladden, og alt kan læses.", "Saved in the draft, and all of it can be read.")
          : visit.say(
            "Gemt i kladden. Den har \(problems) fejl; de står nedenfor.",
            "Saved in the draft. It has \(problems) faults; they stand below."))
    }.taking(mostBytes).taking(.needed("text", "The text of the part.")).answering([String: Int].self),
    .post("/admin/vocabulary/file", .role(.admin), "`text`: a whole vocabulary becomes the draft.") { visit in
      guard let text = visit.form["text"] else { throw WebRefusal.missing("text") }
      try Draft(visit).save(plain(text))
      return .done(
        to: "/admin/vocabulary/draft", told: Nothing(),
        note: visit.say("Filen er kladden nu.", "The file is the draft now."))
    }.taking(mostBytes).taking(.needed("text", "A whole vocabulary, in YAML.")).answering(Nothing.self),
    .post("/admin/vocabulary/discard", .role(.admin), "Throws the draft away.") { visit in
      try Draft(visit).discard()
      return .done(
        to: "/admin/vocabulary", told: Nothing(),
        note: visit.say("Kladden er smidt væk.", "The draft was thrown away."))
    }.answering(Nothing.self),
  ]

  private static let trying: [Route] = [
    .get("/admin/vocabulary/draft", .role(.admin), "What the draft changes, and what is wrong in it.") {
      visit in
      .page("draft", title: visit.say("Kladden", "The draft"), told: try DraftShown(visit))
    }.answering(DraftShown.self),
    .post("/admin/vocabulary/diff", .role(.admin), "Reads all lines by the draft, and counts what differs.") {
      visit in
      let words = try Draft(visit).checked().bytes
      let child = visit.child(
        ["vocabulary", "diff", ChildProgram.input, "--examples", "0"], given: words)
      try visit.begin(.diff) { try $0.run(child) }
      return .done(to: "/admin/vocabulary/draft", told: Nothing())
    }.answering(Nothing.self),
    .post("/admin/vocabulary/suggest", .role(.admin), "Counts words that no phrase knows; nobody's name.") {
      visit in
      let child = visit.child(["vocabulary", "suggest", "--examples", "0"])
      try visit.begin(.suggestions) { try $0.run(child) }
      return .done(to: "/admin/vocabulary", told: Nothing())
    }.answering(Nothing.self),
    .post("/admin/vocabulary/adopt", .role(.admin), "Adopts the draft: an event in the log.") { visit in
      let (draft, words) = (try Draft(visit), try Draft(visit).checked().bytes)
      let event = try visit.notebook.adopt(yaml: words, visit.telling())
      try draft.discard()
      return .done(
        to: "/admin/rehearsal", told: ["adopted": "\(event)", "undo": "\(draft.adopted.event)"],
        note: visit.say(
          "Ordene er taget i brug. Øv nu, så visningerne læses med dem. Fortryd: ‘Tag de forrige ord tilbage’ på siden Kladden.",
          "The words were adopted. Rehearse now, so that the views are read by them. Undo: ‘Take the words before back’ on the page The draft."
        ))
    }.answering([String: String].self),
    .post("/admin/vocabulary/again", .role(.admin), "`event`: what that one adopted becomes the draft.") {
      visit in
      guard let event = visit.form["event"].flatMap(EventID.init) else { throw WebRefusal.missing("event") }
      try Draft(visit).save(String(decoding: try visit.notebook.vocabulary(adoptedBy: event), as: UTF8.self))
      return .done(
        to: "/admin/vocabulary/draft", told: Nothing(),
        note: visit.say(
          "De forrige ord er kladden nu: tag dem i brug, eller øv med dem.",
          "The words before are the draft now: adopt them, or rehearse by them."))
    }.taking(.needed("event", "The event that adopted the words.")).answering(Nothing.self),
  ]

  static func part(_ visit: Visit) throws -> VocabularyParts.Part {
    let name = visit.places["part"] ?? ""
    guard let part = VocabularyParts(try Draft(visit).text)[name] else { throw AdminRefusal.noSuchPart(name) }
    return part
  }

  /// As it was typed, without what browsers put at the ends of lines.
  private static func plain(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
}
