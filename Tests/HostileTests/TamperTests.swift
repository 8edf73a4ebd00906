import Foundation
import Tampering
import Testing

/// A sample of what `Tools/tamper` does ten thousand times.
@Suite struct `A byte changed in log or keys` {
  let folder = NSTemporaryDirectory() + "hostile-\(UUID().uuidString)"

  private func trial() throws -> (Subject, Trial) {
    let subject = try Subject(at: folder + "/data", seed: 3, scale: 0.005)
    return (subject, try Trial(subject))
  }

  @Test func `is found by verify, or nothing that is kept has changed`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (subject, trial) = try trial()
    var counts: [String: Int] = [:]
    for number in 0..<100 {
      let edit = Edit(number: number, seed: 3, of: subject)
      let verdict = try trial.verdict(edit)
      counts[verdict.name, default: 0] += 1
      if case .missed(let how) = verdict { Issue.record("\(how)") }
    }
    #expect(counts["seal", default: 0] > 10 && counts["harmless", default: 0] > 10)
  }

  /// The first pages decide which state holds: a state put back, or forward, is found though every page of it
  /// is sound.
  @Test func `in the first pages never brings back an older state unseen`() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (subject, trial) = try trial()
    for store in subject.stores {
      let file = store + "/data.mdb"
      let bytes = try #require(subject.files.first { $0.name == file }).bytes
      for offset in [144, 4096 + 144] {
        for step in [1, 2, 3, 254, 255] as [UInt8] {
          let edit = Edit(file: file, offset: offset, byte: bytes[offset] &+ step)
          switch try trial.verdict(edit) {
          case .structure, .opening: break
          case let other: Issue.record("\(edit): \(other)")
          }
        }
      }
    }
  }
}
