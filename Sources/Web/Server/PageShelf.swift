internal import CPages
internal import Events
internal import Mustache

/// The templates and files of the web pages, as they stood when the program was built.
struct PageShelf: Sendable {
  /// By language and name; each in the layout.
  private let pages: [Language: MustacheLibrary]
  private let files: [String: File]
  /// Of all bytes that a browser may keep: what has another version is fetched anew.
  let version: String

  struct File: Sendable {
    let bytes: [UInt8]
    let type: String
  }

  /// - Throws: `MustacheLibrary.ParserError` where a template is none: caught by the first test that runs.
  init() throws {
    let all = PageShelf.embedded()
    let texts = all.filter { $0.key.hasSuffix(".mustache") }.mapValues { String(decoding: $0, as: UTF8.self) }
    pages = try Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, try PageShelf.library(texts, $0)) })
    let version = PageShelf.version(of: all)
    self.version = version
    files = all.filter { !$0.key.hasSuffix(".mustache") }.reduce(into: [:]) { files, file in
      files[file.key] = File(bytes: file.value, type: MediaKind.of(file.key))
    }
  }

  /// FNV-1a over names and bytes. Two versions that are mistaken for each other would do no worse than an old look.
  private static func version(of all: [String: [UInt8]]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for (name, bytes) in all.sorted(by: { $0.key < $1.key }) {
      for byte in name.utf8 + bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    return String(hash, radix: 16)
  }

  func file(_ name: String) -> File? { files[name] }

  func page(_ name: String, _ filling: Filling, _ language: Language) throws -> String {
    guard let page = pages[language]?.render(filling, withTemplate: name) else {
      throw Missing(template: name)
    }
    return page
  }

  /// A handler names a template that is none.
  struct Missing: Error, CustomStringConvertible {
    let template: String
    var description: String { "there is no template ‘\(template)’ among the pages" }
  }

  /// Names that begin with `_` are parts of pages; all others are pages and stand in the layout.
  private static func library(_ texts: [String: String], _ language: Language) throws -> MustacheLibrary {
    let layout = texts["layout.mustache"] ?? ""
    var library = MustacheLibrary()
    for (file, text) in texts {
      let name = String(file.dropLast(".mustache".count))
      let whole =
        name.hasPrefix("_")
        ? text : layout.replacing("{{{content}}}", with: "{{#told}}\n\(text)\n{{/told}}")
      try library.register(said(whole, language), named: name)
    }
    return library
  }

  /// Both languages stand side by side in a template: `[[Skriv en linje|Write a line]]`.
  static func said(_ text: String, _ language: Language) -> String {
    text.replacing(/\[\[([^|\]]*)\|([^\]]*)\]\]/) { String(language.say(String($0.1), String($0.2))) }
  }

  private static func embedded() -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    for index in 0..<Int(page_file_count) {
      let file = page_file(index)
      all[String(cString: file.name)] = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
    return all
  }
}

/// What fills a page: what the handler told, and what stands around it on every page.
struct Filling: Sendable {
  let told: any Sendable
  let lang: String
  let title: String
  /// Said once, after something was done.
  let note: String?
  /// Of whoever has signed in.
  let name: String?
  let token: String
  let isHelper: Bool
  let isResearcher: Bool
  let isAdmin: Bool
  let isLocked: Bool
  let path: String
  /// The first part of the path, as a place in the main menu; and the first two as one, for the menu below it.
  let here: [String: Bool]
  let version: String
  /// `light`, `dark` or `sun`; nil: as the device has it.
  let theme: String?
}

extension Filling {
  /// `/admin/keys` is at `admin` and `adminkeys`, `/admin` at `admin` and `adminoverview`.
  static func here(_ path: String) -> [String: Bool] {
    let parts = path.split(separator: "/")
    guard let first = parts.first.map(String.init) else { return [:] }
    return [first: true, first + (parts.dropFirst().first ?? "overview"): true]
  }
}

/// By name, without reflection: these are asked for on every page, again and again.
extension Filling: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "told": told
    case "lang": lang
    case "title": title
    case "note": note
    case "name": self.name
    case "token": token
    case "isHelper": isHelper
    case "isResearcher": isResearcher
    case "isAdmin": isAdmin
    case "isLocked": isLocked
    case "path": path
    case "here": here
    case "version": version
    case "theme": theme
    default: nil
    }
  }
}

enum MediaKind {
  /// By the end of a file's name.
  static func of(_ name: String) -> String {
    switch name.split(separator: ".").last {
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "json": "application/json"
    case "webmanifest": "application/manifest+json"
    default: "application/octet-stream"
    }
  }
}
