import Foundation
import Tampering

/// Whether the ordinary commands work on a damaged folder, or end with a sentence.
struct Commands {
  private let subject: Subject
  private let tillid: String
  private let seed: UInt64
  private static let all = [
    ["status"], ["verify"], ["reach"], ["tail"], ["note", "3 kaffe", "--at", "Nibe"],
  ]

  init(_ subject: Subject, tillid: String, seed: UInt64) {
    (self.subject, self.tillid, self.seed) = (subject, tillid, seed)
  }

  func run(_ count: Int) throws -> Bool {
    // The views are built once, from the whole folder.
    _ = try answer(["status"])
    var (worked, refused, bad): (Int, Int, [String]) = (0, 0, [])
    for number in 0..<count {
      let edit = Edit(number: number, seed: seed &+ 1_000_003, of: subject)
      for command in Self.all {
        try subject.restore()
        try edit.apply(to: subject)
        let (status, complaint) = try answer(command)
        if status == 0 {
          worked += 1
        } else if status == 1, complaint.contains("tillid: ") {
          refused += 1
        } else {
          bad.append("\(edit), \(command[0]): status \(status), \(complaint.prefix(200))")
        }
      }
    }
    print(
      "\(count * Self.all.count) commands: \(worked) worked, \(refused) ended with a sentence, \(bad.count) else"
    )
    for line in bad.prefix(20) { print(line) }
    return bad.isEmpty
  }

  /// - Returns: the exit status, 256 and more for a signal, and what was said on standard error.
  private func answer(_ arguments: [String]) throws -> (Int, String) {
    let (process, complaints) = (Process(), Pipe())
    process.executableURL = URL(filePath: tillid)
    process.arguments = arguments + ["--data", subject.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = complaints
    try process.run()
    let text = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let signal = process.terminationReason == .uncaughtSignal ? 256 : 0
    return (signal + Int(process.terminationStatus), text)
  }
}
