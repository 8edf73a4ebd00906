import Foundation

/// What a process asked of the disk, in order, as `powercut.c` wrote it down.
struct Recording {
  struct Step {
    enum Kind: UInt8 {
      case open = 1
      case close, write, truncate, sync, rename, unlink, mkdir, rmdir, link, said, escape
    }
    let kind: Kind
    let flags: UInt8
    let fd: Int32
    let number: UInt64
    let a: Data
    let b: Data

    var path: String { String(decoding: a, as: UTF8.self) }
    var other: String { String(decoding: b, as: UTF8.self) }
    var isCreated: Bool { flags & 1 != 0 }
    var isTruncated: Bool { flags & 2 != 0 }
    var isSynced: Bool { flags & 4 != 0 }
  }

  private(set) var steps: [Step] = []

  init() {}

  /// Of one process. The last record may be broken off, by its end; there may be none when it came early.
  init(file path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let all = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    var place = 0
    while place + 24 <= all.count {
      let (a, b) = (Int(all.number(place + 16, 4)), Int(all.number(place + 20, 4)))
      guard place + 24 + a + b <= all.count, let kind = Step.Kind(rawValue: all[place]) else { break }
      steps.append(
        Step(
          kind: kind, flags: all[place + 1], fd: Int32(truncatingIfNeeded: all.number(place + 4, 4)),
          number: all.number(place + 8, 8), a: all[(place + 24)..<(place + 24 + a)],
          b: all[(place + 24 + a)..<(place + 24 + a + b)]))
      place += 24 + a + b
    }
  }

  /// That something was answered after all that is here.
  mutating func add(answer: String) {
    let nothing = Data()
    steps.append(Step(kind: .said, flags: 0, fd: 1, number: 0, a: Data(answer.utf8), b: nothing))
  }

  /// What another process asked for after all that is here.
  mutating func add(_ other: Recording) {
    let first = UInt64(steps.count)
    steps += other.steps.map { step in
      Step(
        kind: step.kind, flags: step.flags, fd: step.fd,
        number: step.kind == .sync ? step.number + first : step.number, a: step.a, b: step.b)
    }
  }

  /// What had been said on standard output before a step.
  func said(before end: Int) -> String {
    steps[..<end].filter { $0.kind == .said }.map(\.path).joined()
  }

  var escapes: [String] { steps.filter { $0.kind == .escape }.map(\.path) }
}

extension Data {
  fileprivate func number(_ place: Int, _ count: Int) -> UInt64 {
    (0..<count).reduce(0) { $0 | UInt64(self[startIndex + place + $1]) << (8 * UInt64($1)) }
  }
}
