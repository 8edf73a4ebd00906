import Events
import Foundation
import Reading
import TestGround

extension Array {
  /// One of an array that is not empty.
  func pick(_ random: inout Seeded) -> Element { self[Int.random(in: indices, using: &random)] }
}

/// What lies in Tools/notes beside the package.
enum Notes {
  struct Line: Decodable {
    var id: String
    var text: String
    var readings: [Told]
    var maybe: [Told]
    /// Lines with odd ids are for development; the others are kept for checking.
    var isOdd: Bool { id.utf8.last.map { $0 % 2 == 1 } ?? false }
  }

  struct Told: Decodable, Hashable {
    var kind: String
    var mode: String
  }

  struct KindRow: Equatable {
    var kind: Kind
    var group: String
    var danish: String
    var english: String
  }

  static func lines() throws -> [Line] { try lines(of: "dev.jsonl") }

  /// Those written by ourselves.
  static func own() throws -> [Line] { try lines(of: "own.jsonl") }

  /// What is most plainly said, some lines for each kind.
  static func plain() throws -> [Line] { try lines(of: "plain.jsonl") }

  private static func lines(of name: String) throws -> [Line] {
    try text(name).split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  static func kinds() throws -> [KindRow] {
    try text("kinds.tsv").split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return KindRow(kind: Kind(cells[0]), group: cells[1], danish: cells[2], english: cells[3])
    }
  }

  private static func text(_ name: String) throws -> String {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: package.appending(path: "Tools/notes/\(name)"), encoding: .utf8)
  }
}

/// A vocabulary with a little of everything, so that laws of the reader do not hang on the standard one.
enum Small {
  static let text = """
    spellings:
      - da: {ikke: [ik, ikk, itt]}
    sets:
      - set: person
        da: [han, hun, ham, hende]
        en: [he, she, him, her]
    signs:
      - sign: negation
        da: [ikke]
        en: [not, didn't]
      - sign: refusal
        da: [nej tak, ville ikke]
        en: [turned down]
      - sign: failure
        da: [kom ikke, fik ikke, aflyst]
        en: [no show]
      - sign: plan
        da: [skal, henvist]
        en: [will]
      - sign: done
        da: [fik, var]
        en: [went]
      - sign: question
        da: [spurgte om]
        en: [asked whether]
      - sign: yes
        da: [ja]
        en: [yes]
      - sign: again
        da: [ny tid]
        en: [new appointment]
      - sign: others
        da: [hans bror, naboen]
        en: [his brother]
      - sign: subject
        da: [han, hun, vi]
        en: [he, she, we]
      - sign: and
        da: [og]
        en: [and]
      - sign: turn
        da: [men]
        en: [but]
    kinds:
      - id: dentist
        group: health
        name: {da: tandlæge, en: dentist}
        da: [tandlæge-]
        en: [dentist]
      - id: shoes
        group: things
        name: {da: sko, en: shoes}
        da: [sko/støvler, gik ... bare tæer: declined]
        en: [shoe, boot]
      - id: meal
        group: stop
        name: {da: mad, en: meal}
        da: [mad, suppe]
        en: [meal, soup]
      - id: death
        group: life
        name: {da: dødsfald, en: death}
        others: yes
        only: happened
        da: [død]
        en: [died]
      - id: heard-from-others
        group: contact
        name: {da: hørt af andre, en: heard from others}
        hearsay: yes
        only: happened
        da: [hørte at]
        en: [heard that]
    """

  private static let compiled = Result { CompiledVocabulary(try VocabularyFile(text).vocabulary) }

  static func reader() throws -> LineReader { LineReader(try compiled.get()) }
}
