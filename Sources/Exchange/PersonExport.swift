internal import Consent
public import Events
internal import Formats
internal import Foundation
internal import Journal
internal import Markup
public import Notebook
internal import Readers
internal import Reading
internal import Rebuild
internal import Timeline

/// One participant's story, to be handed to them: a page to print, the same for machines, and the events.
public struct PersonExport {
  private let notebook: Notebook
  private let handle: Handle
  private let language: Language

  public init(_ notebook: Notebook, _ handle: Handle, _ language: Language) {
    (self.notebook, self.handle, self.language) = (notebook, handle, language)
  }

  /// That it was read stands in their story before it is written, and so in what they get.
  /// - Returns: the names of the files.
  public func write(to folder: String, today: Day, purpose: ReadPurpose = .handedOver, by: String = "") throws
    -> [String]
  {
    var telling = Telling("")
    telling.by = by
    try notebook.recordReadings(of: [handle], view: "events", purpose: purpose, telling)
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw ExchangeError.folder(path: folder, reason: error.localizedDescription)
    }
    let story = try story()
    try put(Self.html(pages(story, today), language), folder + "/story.html")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try put(String(decoding: encoder.encode(story), as: UTF8.self) + "\n", folder + "/story.json")
    try writeEvents(folder + "/events.cloudevents.jsonl")
    return ["story.html", "story.json", "events.cloudevents.jsonl"]
  }

  private struct Story: Encodable {
    var called: [String]
    var timeline: Timeline
    var consent: Consent
    var readers: Readers
  }

  private func story() throws -> Story {
    var timeline = try notebook.engine.view(Timeline.self, of: handle) ?? Timeline()
    let names = try notebook.namesMentioned()
    let unnamed = language.say("en person", "a person")
    timeline.name { $0.shown(unnamed: unnamed, name: names) }
    return Story(
      called: try notebook.names(of: handle), timeline: timeline,
      consent: try notebook.engine.view(Consent.self, of: handle) ?? Consent(),
      readers: try notebook.engine.view(Readers.self, of: handle) ?? Readers())
  }

  private func pages(_ story: Story, _ today: Day) throws -> [Page] {
    let name = story.called.first ?? language.say("dig", "you")
    let kinds = try notebook.engine.words().kinds.map { ($0.kind, language.say($0.danish, $0.english)) }
    let naming = Dictionary(kinds) { first, _ in first }
    return [
      Self.page(story.timeline, language, today, name) { naming[$0] ?? $0.rawValue },
      story.consent.page(language, today: today, of: name),
      story.readers.page(language, today: today, of: name),
    ]
  }

  private static func page(
    _ view: some Paged, _ language: Language, _ today: Day, _ name: String,
    _ naming: @escaping (Kind) -> String
  ) -> Page {
    (view as? any NamesKinds)?.page(language, today: today, of: name, naming: naming)
      ?? view.page(language, today: today, of: name)
  }

  private func put(_ text: String, _ path: String) throws {
    do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
      throw ExchangeError.folder(path: path, reason: error.localizedDescription)
    }
  }

  private func writeEvents(_ path: String) throws {
    let engine = notebook.engine
    let members = Set(try engine.members(of: handle))
    var (places, after): ([Position], Position) = ([], 0)
    while true {
      let last = try engine.journal.read(after: after, atMost: 100_000) { place, header, _ in
        if members.contains(header.handle) { places.append(place) }
      }
      guard last > after else { break }
      after = last
    }
    let (file, seeing, encoder) = (try LinesFile(path, .cloudEvents), Seeing(engine), JSONEncoder())
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for place in places {
      guard let event = try engine.event(at: place), try seeing.shows(event) else { continue }
      file.write(try encoder.encode(CloudEvent(event)))
    }
    _ = try file.finish()
  }
}

extension PersonExport {
  /// Plain and printable: no script, nothing fetched.
  static func html(_ pages: [Page], _ language: Language) -> String {
    let title = pages.first?.title ?? ""
    return """
      <!doctype html>
      <html lang="\(language.rawValue)"><meta charset="utf-8"><title>\(escaped(title))</title>
      <style>
      body { font: 12pt/1.5 Georgia, serif; max-width: 40em; margin: 2em auto; padding: 0 1em; }
      h1 { font-size: 1.5em; } h2 { font-size: 1.15em; }
      dl { display: grid; grid-template-columns: minmax(6em, max-content) 1fr; gap: .3em 1em; } dd { margin: 0; }
      section + section { break-before: page; } dt, dd { break-inside: avoid; }
      </style>
      \(pages.map(section).joined(separator: "\n"))
      </html>

      """
  }

  private static func section(_ page: Page) -> String {
    var html = "<section><h1>\(escaped(page.title))</h1>"
    var isList = false
    for part in page.parts {
      if case .row(let row) = part {
        html += (isList ? "" : "\n<dl>") + "\n<dt>\(escaped(row.label))</dt><dd>\(escaped(row.text))</dd>"
        isList = true
        continue
      }
      if isList { html += "\n</dl>" }
      isList = false
      switch part {
      case .heading(let text): html += "\n<h2>\(escaped(text))</h2>"
      case .remark(let text), .picture(_, let text): html += "\n<p>\(escaped(text))</p>"
      case .row: break
      }
    }
    return html + (isList ? "\n</dl>" : "") + "\n</section>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
