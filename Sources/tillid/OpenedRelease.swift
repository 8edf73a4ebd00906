public import ArgumentParser
import Events
import Formats
import Foundation
import Releases
public import Replay
import Research

/// A release as a replay reads it: the events, how few may not be told, and what it is looked at as.
struct OpenedRelease {
  let table: EventTable
  /// What is told: the same, unless it is looked at as something else.
  let told: EventTable
  let terms: FigureTerms
  let otherTerms: FigureTerms
  let isOtherwise: Bool

  init(_ path: String, whatIf file: String?, kinds: [String]) throws {
    var folder = ReleaseFolder(path: path)
    var isFolder = ObjCBool(false)
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw CommandError.noRelease(path)
    }
    if FileManager.default.fileExists(atPath: path + "/tables") {
      guard FileManager.default.fileExists(atPath: folder.streams.path) else {
        throw CommandError.onlyTables(path)
      }
      folder = folder.streams
    }
    table = try EventTable(reading: folder)
    var terms = FigureTerms()
    terms.least = try Manifest(folder).least ?? terms.least
    terms.kinds = kinds
    self.terms = terms
    guard let file else {
      (told, otherTerms, isOtherwise) = (table, terms, false)
      return
    }
    let whatIf = try Self.whatIf(file)
    do throws(ReplayError) {
      (told, otherTerms, isOtherwise) = (try whatIf.applied(to: table), whatIf.applied(to: terms), true)
    } catch {
      throw CommandError.unreadableFile(file, error.sentence(.asked))
    }
  }

  private static func whatIf(_ path: String) throws -> WhatIf {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw CommandError.unreadableFile(path, String(cString: strerror(errno)))
    }
    do throws(ReplayError) {
      return try WhatIf(yaml: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw CommandError.unreadableFile(path, error.sentence(.asked))
    }
  }
}

/// Of the manifest, what a figure has to keep to.
private struct Manifest: Decodable {
  struct Privacy: Decodable { var guarantee: Guarantee? }
  struct Guarantee: Decodable { var people: Int? }
  var privacy: Privacy?

  /// One that is not there says nothing; one that cannot be read is a fault.
  init(_ folder: ReleaseFolder) throws {
    guard let bytes = FileManager.default.contents(atPath: folder.manifest) else { return }
    do { self = try JSONDecoder().decode(Manifest.self, from: bytes) } catch {
      throw CommandError.unreadableFile(folder.manifest, "\(error)")
    }
  }

  /// Never fewer than the rule for tables.
  var least: Int? { privacy?.guarantee?.people.map { max($0, 5) } }
}

/// Which views tell anything of a release, where no words are.
enum ReplayedView: String, CaseIterable, ExpressibleByArgument {
  case trust, faces, matters, promises, timeline
  static var all: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension FigureName: ExpressibleByArgument {
  static var all: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

enum FigureForm: String, EnumerableFlag {
  case table, csv, svg
}

/// Where a replay is written: a file, or what is given on.
enum ReplayOutput {
  static func open(_ path: String?, _ body: (FileHandle) async throws -> Void) async throws {
    guard let path else { return try await body(.standardOutput) }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let file = FileHandle(forWritingAtPath: path)
    else { throw CommandError.unwritableFile(path, String(cString: strerror(errno))) }
    try await body(file)
    try file.close()
  }

  static func write(_ text: String, _ path: String?) throws {
    guard let path else { return FileHandle.standardOutput.write(Data(text.utf8)) }
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } catch {
      throw CommandError.unwritableFile(path, CommandError.reason(error))
    }
  }
}

extension Sheet {
  /// For a terminal: columns side by side, what is hidden below.
  func lines(_ language: Language) -> String {
    let texts = [columns] + rows.map { $0.map(\.shown) }
    let widths = columns.indices.map { place in texts.map { $0[place].count }.max() ?? 0 }
    let lines = texts.map { row in
      zip(row, widths).map { $0.padding(to: $1) }.joined(separator: "  ").trimmingSuffix { $0 == " " }
    }
    let least = facts.first { $0.name == "hiddenBelow" }?.value.shown ?? ""
    let remark = language.say(
      "\(language.number(hidden)) rækker med færre end \(least) deltagere er ikke vist.",
      "\(language.number(hidden)) rows of fewer than \(least) participants are not shown.")
    return (lines + (hidden > 0 ? [remark] : [])).joined(separator: "\n") + "\n"
  }

  /// The rows of the release, and then of what it is looked at as.
  static func sideBySide(_ release: Sheet, _ whatIf: Sheet) -> Sheet {
    let rows = release.rows.map { [.text("release")] + $0 } + whatIf.rows.map { [.text("what-if")] + $0 }
    return Sheet(
      release.name, facts: release.facts, columns: ["as"] + release.columns, rows: rows,
      hidden: release.hidden + whatIf.hidden)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isCut: (Character) -> Bool) -> String {
    String(reversed().drop(while: isCut).reversed())
  }
}
