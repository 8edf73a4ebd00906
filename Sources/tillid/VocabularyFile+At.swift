import Events
import Foundation
import Reading

extension VocabularyFile {
  /// Reads a file; the error names it.
  static func at(_ path: String) throws -> VocabularyFile { try VocabularyFile(try text(at: path)) }

  static func text(at path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandError.unreadableFile(
        path,
        Language.asked.say(
          "den er der ikke, eller den må ikke læses", "it is not there, or it may not be read"))
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandError.unreadableFile(
        path,
        Language.asked.say(
          "den er ikke gyldig UTF-8: lav den om med iconv", "it is not valid UTF-8: convert it with iconv"))
    }
    return text
  }
}
