import Events
import Foundation
import Notebook

extension TestSite {
  /// What is known of a few invented people before a test begins.
  static func tell(_ notebook: Notebook) throws {
    try met("Ole Testmand", isAlias: false, by: "Jytte", at: "Nibe", notebook) {
      ["Ole kom og fik kaffe, sagde ikke meget", "Ole fik hjælp til mitID og smilede for første gang"]
    }
    try met("ham med hunden", isAlias: true, by: "Jytte", at: "Nibe", notebook) {
      ["ham med hunden blev siddende en time og fortalte om sin gæld"]
    }
    try met("Bente Prøve", isAlias: false, by: "Bo", at: "Hurup", notebook) {
      ["Bente lukkede op og viste os sit hus", "Bente ville ikke have hjælp til tandlægen"]
    }
  }

  private static func met(
    _ name: String, isAlias: Bool, by helper: String, at stop: String, _ notebook: Notebook,
    _ lines: () -> [String]
  ) throws {
    _ = try notebook.giveConsent(
      name, Agreement([.care], how: "sagt ved bålet"), isAlias: isAlias, telling("", helper, stop))
    for line in lines() {
      var telling = telling(line, helper, stop)
      telling.about = [name]
      _ = try notebook.note(telling)
    }
  }

  private static func telling(_ line: String, _ helper: String, _ stop: String) -> Notebook::Telling {
    var telling = Notebook::Telling(line)
    (telling.by, telling.at) = (helper, stop)
    return telling
  }

  /// The handle of somebody in these stories.
  func person(_ name: String) throws -> Handle { try notebook.participant(named: name) }
}
