import Foundation
import Testing

/// Somebody who does what the page “A new projection in ten minutes” says, step by step, in a copy of the tree.
///
/// `swift` stands for the compiler with the modules that these tests were built with: to build everything again
/// would take minutes.
@Suite struct `Who adds a projection` {
  private let tree: URL
  private let copy: URL

  init() throws {
    tree = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    copy = FileManager.default.temporaryDirectory.appending(path: "tillid-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for part in ["Package.swift", ".swift-format", "Projections", "Sources", "Tests", "Tools"] {
      try FileManager.default.copyItem(at: tree.appending(path: part), to: copy.appending(path: part))
    }
  }

  /// What the page asks for, in order.
  private enum Step {
    case run(String)
    case write(String, to: String)
  }

  private func steps() throws -> [Step] {
    let page = tree.appending(path: "Sources/Documentation/Tillid.docc/New-projection.md")
    var (steps, file, block): ([Step], String?, (kind: String, lines: [Substring])?) = ([], nil, nil)
    let lines = try String(contentsOf: page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      if let open = block {
        guard line == "```" else {
          block?.lines.append(line)
          continue
        }
        if open.kind == "sh" { steps += open.lines.map { .run(String($0)) } }
        if let file { steps.append(.write(open.lines.joined(separator: "\n") + "\n", to: file)) }
        (block, file) = (nil, nil)
      } else if line.hasPrefix("```") {
        block = (String(line.dropFirst(3)), [])
      } else if line.hasPrefix("`"), line.hasSuffix("`:") {
        file = String(line.dropFirst().dropLast(2))
      }
    }
    return steps
  }

  @Test func `has a view that tells its story and is listed everywhere`() throws {
    defer { _ = try? FileManager.default.removeItem(at: copy) }  // what stays is in the temporary folder
    for step in try steps() {
      switch step {
      case .write(let text, let path):
        try text.write(to: copy.appending(path: path), atomically: true, encoding: .utf8)
      case .run(let line) where line.hasPrefix("swift test"): try tellsItsStories()
      case .run(let line) where line.hasPrefix("swift build") || line.hasPrefix(".build"): continue
      case .run(let line): try shell(line)
      }
    }
    try isListed()
    try shell("swift format lint --strict Package.swift Sources/tillid Projections/Pets -r")
    try refuses("Tools/new-projection Pets pet", "there is a module ‘Pets’ already: choose another name")
    try refuses("Tools/new-projection Dragons dragon", "the vocabulary has no kind ‘dragon’")
    try refuses("Tools/new-projection Brief pet", "there is a module ‘Brief’ already")
  }

  /// Compiles the projection by itself, its tests against it, and a program that reads its stories.
  private func tellsItsStories() throws {
    let built = try #require(Bundle.main.executableURL).resolvingSymlinksInPath().deletingLastPathComponent()
    let objects = ["Events", "Markup", "StoryTelling"].map { "\(built.path)/\($0).build/*.o" }
    let program = """
      import Events
      import Markup
      import Pets
      import StoryTelling
      for story in try Story.beside(CommandLine.arguments[1]) {
        let all = story.entries
        var view = Pets(of: all.visible(under: Standing(all)))
        view.name(Story.shown)
        let page = view.page(story.language, today: story.today, of: story.name).plainText
        guard page == story.expected else { fatalError(page) }
      }
      """
    try program.write(to: copy.appending(path: "main.swift"), atomically: true, encoding: .utf8)
    let strict =
      "-swift-version 6 -warnings-as-errors -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature MemberImportVisibility -I \(built.path)/Modules -I ."
    try shell(
      """
      swiftc \(strict) -module-name Pets -parse-as-library -emit-module -emit-library -static \
        -o libPets.a Projections/Pets/*.swift
      swiftc \(strict) main.swift -o stories libPets.a \(objects.joined(separator: " ")) & linked=$!
      swiftc \(strict) -typecheck Projections/Pets/Tests/*.swift
      wait $linked && ./stories Projections/Pets/Tests/PetsTests.swift
      """)
  }

  private func isListed() throws {
    func holds(_ path: String, _ texts: String...) throws {
      let text = try String(contentsOf: copy.appending(path: path), encoding: .utf8)
      for wanted in texts { #expect(text.contains(wanted), "\(path): \(wanted)") }
    }
    try holds("Package.swift", "  \"Pets\",\n")
    try holds("Sources/Catalogues/Catalogue.swift", "import Pets\n", "StoryFold(Pets.self),")
    try holds("Sources/tillid/Tillid.swift", "PetsCommand.self,")
    try holds("Sources/tillid/Commands/Pets.swift", "import Pets\n", "looking.show(Pets.self)")
    try holds("Tests/LawTests/NobodyIsScored.swift", "import Pets\n", "try check(Pets.self)")
  }

  private func run(_ line: String) throws -> (status: Int32, complained: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-ec", line]
    process.currentDirectoryURL = copy
    process.standardOutput = FileHandle.nullDevice
    let complaints = copy.appending(path: "complaints")
    try Data().write(to: complaints)
    process.standardError = try FileHandle(forWritingTo: complaints)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: complaints, encoding: .utf8))
  }

  private func shell(_ line: String) throws {
    let answer = try run(line)
    #expect(answer.status == 0, "\(line): \(answer.complained)")
  }

  private func refuses(_ line: String, _ sentence: String) throws {
    let answer = try run(line)
    #expect(answer.status != 0 && answer.complained.contains(sentence), "\(answer.complained)")
  }
}
