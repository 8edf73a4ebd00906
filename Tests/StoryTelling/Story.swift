public import Events
public import Foundation

/// A story in a text file: a title, what it is shown as, one line for each event, a ruler, and the page that
/// is expected. It is meant to be read by someone who knows the work and not the program.
///
///     # Kaj lukker op
///     name: Kaj
///     today: 2026-04-01
///
///     2026-03-07 14:30 · Nibe · Jytte · hun lukkede selv op [door-opened, home-visit "hjemme"]
///     ----
///     expected page
///
/// `TILLID_RECORD=1` writes the page anew in place of the expected one.
public struct Story: Sendable, CustomStringConvertible {
  public var title = ""
  public var name = ""
  public var today = Day(year: 2026, month: 9, day: 1)
  public var language = Language.danish
  public internal(set) var events: [Event] = []
  /// What each line of text tells.
  public internal(set) var told: [String: LineReading] = [:]
  public let file: URL
  private let story: Substring
  public let expected: String

  static let ruler = "\n----\n"

  public init(_ file: URL) throws {
    self.file = file
    let text = try String(contentsOf: file, encoding: .utf8)
    let ruler = text.range(of: Story.ruler)
    let end = ruler?.lowerBound ?? text.endIndex
    story = text[..<end]
    expected = ruler.map { String(text[$0.upperBound...]) } ?? ""
    for (number, line) in text[..<end].split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      do throws(StoryError) { try take(String(line)) } catch {
        throw StoryPlace(file: file.lastPathComponent, line: number + 1, error: error)
      }
    }
  }

  /// The stories in the folder `Stories` beside a test's source.
  public static func beside(_ source: String) throws -> [Story] {
    let folder = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Stories")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .map { try Story($0) }
  }

  public var description: String { title }

  /// The entries that a fold would see, all of them.
  public var entries: [Entry] { Storyline.tell(events) { told[$0.text] ?? LineReading() } }

  /// What is expected, after it was written anew where the environment asks for that.
  public func settled(_ page: String) throws -> String {
    guard ProcessInfo.processInfo.environment["TILLID_RECORD"] == "1" else { return expected }
    try (story + Story.ruler + page).write(to: file, atomically: true, encoding: .utf8)
    return page
  }

  private mutating func take(_ line: String) throws(StoryError) {
    if line.hasPrefix("# ") {
      title = String(line.dropFirst(2))
    } else if let value = line.after("name:") {
      name = value
    } else if let value = line.after("language:") {
      language = Language(rawValue: value) ?? .danish
    } else if let value = line.after("today:") {
      do throws(EDTFError) { today = try When(edtf: value).day } catch { throw StoryError("\(error)") }
    } else if line.contains("·") {
      try tell(line)
    }
  }
}

/// What is wrong with a line of a story.
public struct StoryError: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

/// Which line of which story is wrong.
public struct StoryPlace: Error, CustomStringConvertible {
  let file: String
  let line: Int
  let error: StoryError
  public var description: String { "\(file), line \(line): \(error.what)" }
}

extension String {
  /// What stands behind a beginning, without the blanks around it.
  func after(_ start: String) -> String? {
    hasPrefix(start) ? dropFirst(start.count).trimmingCharacters(in: .whitespaces) : nil
  }
}
