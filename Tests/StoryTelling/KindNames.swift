public import Events
import Foundation

/// The kinds of the project and their names, for stories that are read by people.
public enum KindNames {
  private static let rows: [[String]] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("kinds.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""  // a missing table shows in every page
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }()

  private static let names: [String: [String]] = Dictionary(
    rows.map { ($0[0], [$0[2], $0[3]]) }, uniquingKeysWith: { first, _ in first })

  public static let all: [Kind] = rows.map { Kind($0[0]) }

  public static func group(_ name: String) -> Kinds {
    Kinds(rows.filter { $0[1] == name }.map { Kind($0[0]) })
  }

  public static func name(_ language: Language) -> (Kind) -> String {
    { kind in names[kind.rawValue]?[language == .danish ? 0 : 1] ?? kind.rawValue }
  }
}
