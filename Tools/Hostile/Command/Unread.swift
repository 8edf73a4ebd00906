import Foundation
import Tampering

/// How often LMDB would fall on a damaged page that nobody looked at before, and whether that ends with a
/// sentence: each edit in a process of its own.
struct Unread {
  let subject: Subject
  let seed: UInt64

  func run(_ count: Int) throws -> Bool {
    var (read, refused, ended, bad) = (0, 0, 0, 0)
    let tables = try Bare.tables(of: subject).map { ([$0.key] + $0.value).joined(separator: ",") }
    for number in 0..<count {
      try subject.restore()
      try Bare.edit(number: number, seed: seed, of: subject).apply(to: subject)
      let (process, complaints) = (Process(), Pipe())
      process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = ["--bare", subject.path] + tables
      process.standardError = complaints
      try process.run()
      let text = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      switch (process.terminationReason, process.terminationStatus) {
      case (.exit, 0): read += 1
      case (.exit, 1) where text.contains("ended by a damaged page"): ended += 1
      case (.exit, 1): refused += 1
      default: bad += 1
      }
    }
    try subject.restore()
    print(
      "\(count) damaged page headers that nobody looked at: \(read) read through, \(refused) refused by LMDB, \(ended) would have crashed and ended with a sentence, \(bad) crashed"
    )
    return bad == 0
  }

  static func worker(_ arguments: [String]) {
    let tables = arguments.dropFirst(2).map { $0.split(separator: ",").map(String.init) }
    do {
      try Bare.read(
        try Subject(in: arguments[1]),
        Dictionary(uniqueKeysWithValues: tables.map { ($0[0], Array($0.dropFirst())) }))
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }
}
