import Foundation
import Tampering

/// Changes one byte after another, each in a folder that is otherwise whole, and counts what became of it. The
/// work is done in processes of their own: one that ends by a signal, or does not end, is counted as a crash.
///
/// `tillid-hostile [--edits N] [--seed S] [--unread N] [--commands N] [--tillid PATH]`
@main
struct Tamper {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "--worker" { return try Worker.run(arguments) }
    if arguments.first == "--bare" { return Unread.worker(arguments) }
    func value(_ name: String) -> String? {
      arguments.firstIndex(of: name).flatMap { arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil }
    }
    let edits = value("--edits").flatMap(Int.init) ?? 10_000
    let seed = value("--seed").flatMap(UInt64.init) ?? 1
    let folder = NSTemporaryDirectory() + "tillid-hostile-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }  // What stays is in the temporary folder.
    let subject = try Subject(at: folder + "/data", seed: seed)
    describe(subject)
    let campaign = Campaign(folder: folder, seed: seed, edits: edits)
    let isWhole = try campaign.run()
    let falls = try Unread(subject: subject, seed: seed).run(value("--unread").flatMap(Int.init) ?? 500)
    guard let tillid = value("--tillid") else { exit(isWhole && falls ? 0 : 1) }
    let sample = value("--commands").flatMap(Int.init) ?? 200
    let ends = try Commands(subject, tillid: tillid, seed: seed).run(sample)
    exit(isWhole && falls && ends ? 0 : 1)
  }

  private static func describe(_ subject: Subject) {
    for (name, bytes) in subject.files {
      print("\(name.padding(toLength: 24, withPad: " ", startingAt: 0)) \(bytes.count) bytes")
    }
  }
}

/// One process of trials: writes a line for each.
enum Worker {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 6, let seed = UInt64(arguments[2]), let first = Int(arguments[3]),
      let end = Int(arguments[4]), let step = Int(arguments[5])
    else { exit(2) }
    let subject = try Subject(in: arguments[1])
    let trial = try Trial(subject)
    for number in stride(from: first, to: end, by: step) {
      alarm(120)
      let edit = Edit(number: number, seed: seed, of: subject)
      let verdict = try trial.verdict(edit)
      print("\(number)\t\(edit.file)\t\(verdict.name)\t\(verdict.detail.prefix(300))")
      fflush(nil)
    }
  }
}
