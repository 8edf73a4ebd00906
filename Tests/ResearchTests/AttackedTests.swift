import Events
import Foundation
import Journal
import Keyring
import Notebook
import Rebuild
import Releases
import Research
import Testing

/// What the attacks are told while a release is made, and what of it anybody else is told.
@Suite struct `A release is attacked, while it is made,` {
  private func names(_ made: ReleaseMade) -> [String: Dossier.Told] {
    Dictionary(made.dossier.figures.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test func `with invented participants, of whom nothing is left anywhere`() throws {
    let village = try Village()
    let (folder, end) = (village.folder(), try village.engine.journal.end)
    let made = try village.make(try Village.policy(), to: folder)
    let found = names(made)
    #expect(found["found-canary"]?.value == 0 && found["canary-files-closed"]?.value == 0)
    #expect(found["canary-linked"]?.holds == true && found["canary-membership"] != nil)
    #expect(!FileManager.default.fileExists(atPath: village.path + "/releases/.canaries"))
    #expect(made.dossier.persons == Village.consenting)
    #expect(made.released.participants <= Village.consenting)
    for (path, data) in try Village.files(folder) {
      #expect(data.range(of: Data("anarie".utf8)) == nil, "\(path) tells of somebody who does not exist")
    }
    #expect(try village.engine.journal.end == end + 1, "a release is one event of the log")
  }

  @Test func `with those who did not say yes, who are in no file`() throws {
    let village = try Village()
    let folder = village.folder()
    let made = try village.make(try Village.policy(), to: folder)
    #expect(names(made)["membership-others"] != nil)
    let text = String(decoding: try #require(try Village.files(folder)["datapackage.json"]), as: UTF8.self)
    #expect(!text.contains("membership-others") && text.contains("membership-left-out"))
    for number in 0..<Village.people where !Village.saysYes(number) {
      #expect(try village.shelf.receipts(of: Village.handle(number)).isEmpty)
    }
  }

  @Test func `with those that live, and one withdrawal is told by the figure as by the gate`() throws {
    let village = try Village()
    let first = try village.make(try Village.policy(), to: village.folder())
    #expect(names(first)["difference-1"] == nil)
    let member = try (0..<Village.people).first {
      !(try village.shelf.receipts(of: Village.handle($0)).isEmpty)
    }
    try village.tell(.consentWithdrawn([.research]), of: try #require(member))
    let tried = try village.make(try Village.policy(), to: nil)
    let told = names(tried)
    #expect(!tried.reasons.isEmpty)
    for name in ["difference-1", "linked-1", "linked-first-4-1", "cells-1", "withdrawn-1"] {
      #expect(told[name] != nil, "\(name) is not told")
      #expect(!tried.dossier.manifest.contains("\"\(name)\""), "\(name) leaves the house")
    }
    try village.notebook.recall(release: village.engine.release(first.id).handle, reason: "ny udgave")
    #expect(names(try village.make(try Village.policy(), to: nil))["difference-1"] == nil)
  }

  @Test func `and comes out the same again, whoever has come, been named or been erased beside it`() throws {
    let village = try Village()
    let (first, second) = (village.folder(), village.folder())
    let made = try village.make(try Village.policy(), to: first)
    try village.tell(.nameGiven("Sofie Opdigtet", isAlias: true), of: 3)
    _ = try village.notebook.erase(Village.handle(6).description)
    let logged = try village.engine.release(made.id)
    _ = try village.make(try Village.policy(), to: second) { $0.again = logged }
    #expect(try Village.files(first) == Village.files(second))
  }

  @Test func `beside one whose dossier is lost, not before that is made again`() throws {
    let village = try Village()
    let made = try village.make(try Village.policy(), to: village.folder())
    try FileManager.default.removeItem(atPath: village.path + "/releases/\(made.id)")
    #expect(throws: ResearchRefusal.self) { try village.make(try Village.policy(), to: nil) }
    let logged = try village.engine.release(made.id)
    _ = try village.make(try Village.policy(), to: village.folder()) { $0.again = logged }
    #expect(names(try village.make(try Village.policy(), to: nil))["difference-1"] != nil)
  }

  @Test func `and who has said no since keeps a lost one from coming back: then it is recalled`() throws {
    let village = try Village()
    let made = try village.make(try Village.policy(), to: village.folder())
    let logged = try village.engine.release(made.id)
    try FileManager.default.removeItem(atPath: village.path + "/releases/\(made.id)")
    try village.tell(.consentWithdrawn([.research]), of: 1)
    let refusal = #expect(throws: ResearchRefusal.self) {
      try village.make(try Village.policy(), to: village.folder()) { $0.again = logged }
    }
    #expect(refusal?.sentence(.danish).contains("tillid release recall \(made.id)") == true)
    try village.notebook.recall(release: logged.handle, reason: "mappen er tabt")
    #expect(try village.make(try Village.policy(), to: nil).reasons.isEmpty)
  }
}
