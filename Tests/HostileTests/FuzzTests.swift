import Foundation
import FuzzTargets
import Testing

/// The doors by which bytes come in, tried with what was found by `Tools/fuzz` and with fresh changes of it, for
/// as long as `TILLID_FUZZ_SECONDS` says: all of it together, and one second without it. The changes follow from
/// one number, so that a run can be repeated; `TILLID_FUZZ_SEED` gives another.
@Suite struct `Whatever comes in` {
  private static let seconds =
    ProcessInfo.processInfo.environment["TILLID_FUZZ_SECONDS"].flatMap(Double.init) ?? 1

  private static let seed =
    ProcessInfo.processInfo.environment["TILLID_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  @Test(arguments: Target.all.map(\.name))
  func `is taken or refused, and what must hold holds`(name: String) throws {
    let target = try #require(Target.all.first { $0.name == name })
    var failures = 0
    let tried = target.exercise(
      target.seeds + Self.corpus(name), seconds: Self.seconds / Double(Target.all.count),
      seed: Self.seed
    ) { input, error in
      failures += 1
      if failures < 5 { Issue.record("\(error): \(Data(input).base64EncodedString())") }
    }
    #expect(tried > 0)
  }

  private static func corpus(_ name: String) -> [[UInt8]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Tools/Fuzz/Corpus/\(name)")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.compactMap { try? Data(contentsOf: $0) }.map { Array($0) }
  }
}
