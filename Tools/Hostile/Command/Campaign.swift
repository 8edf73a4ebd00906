import Dispatch
import Foundation
import Synchronization

/// All edits, shared out among two processes at a time.
struct Campaign: Sendable {
  let folder: String
  let seed: UInt64
  let edits: Int
  private static let workers = 2

  /// - Returns: whether every edit was found or proved harmless, and nothing crashed.
  func run() throws -> Bool {
    let start = Date()
    var counts: [String: [String: Int]] = [:]
    var bad: [String] = []
    for line in lines() {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 4 else { continue }
      counts[parts[2], default: [:]][parts[1], default: 0] += 1
      if ["MISSED", "CRASH"].contains(parts[2]) { bad.append(parts[3]) }
    }
    show(counts, seconds: Date().timeIntervalSince(start))
    for line in bad.prefix(20) { print(line) }
    return bad.isEmpty && counts.values.flatMap(\.values).reduce(0, +) == edits
  }

  /// What all workers said, each read by a thread of its own.
  private func lines() -> [String] {
    let lines = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: Self.workers) { first in
      do {
        let lane = try Lane(self, first: first, step: Self.workers)
        try lane.finish { line in lines.withLock { $0.append(line) } }
      } catch { lines.withLock { $0.append("\(first)\t?\tCRASH\t\(error)") } }
    }
    return lines.withLock { $0 }
  }

  private func show(_ counts: [String: [String: Int]], seconds: Double) {
    let files = Set(counts.values.flatMap(\.keys)).sorted()
    func row(_ name: String, _ cells: [String]) {
      print(
        ([name.padding(toLength: 12, withPad: " ", startingAt: 0)]
          + cells.map { cell in
            String(repeating: " ", count: max(1, 18 - cell.count)) + cell
          }).joined())
    }
    row("", files + ["all"])
    for verdict in ["structure", "opening", "seal", "contents", "tree", "harmless", "MISSED", "CRASH"] {
      let found = counts[verdict] ?? [:]
      row(verdict, files.map { "\(found[$0] ?? 0)" } + ["\(found.values.reduce(0, +))"])
    }
    let sums = files.map { file in counts.values.reduce(0) { $0 + ($1[file] ?? 0) } }
    row("edits", sums.map(String.init) + ["\(sums.reduce(0, +))"])
    print("\(Int(seconds)) s, seed \(seed)")
  }
}

/// One process after another with its own copy of the folder: where one dies, the next goes on behind that edit.
private final class Lane {
  private let campaign: Campaign
  private let step: Int
  private let copy: String
  private var next: Int
  private var process = Process()
  private var output = Pipe()

  init(_ campaign: Campaign, first: Int, step: Int) throws {
    (self.campaign, self.step, next) = (campaign, step, first)
    copy = campaign.folder + "/copy-\(first)"
    try FileManager.default.copyItem(atPath: campaign.folder + "/data", toPath: copy)
    try FileManager.default.copyItem(atPath: campaign.folder + "/data.key", toPath: copy + ".key")
    try start()
  }

  private func start() throws {
    (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "--worker", copy, "\(campaign.seed)", "\(next)", "\(campaign.edits)", "\(step)",
    ]
    process.standardOutput = output
    try process.run()
  }

  func finish(_ take: (String) -> Void) throws {
    while next < campaign.edits {
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      for line in text.split(separator: "\n") {
        take(String(line))
        next += step
      }
      guard next < campaign.edits else { return }
      take("\(next)\t?\tCRASH\tedit \(next): status \(process.terminationStatus)")
      next += step
      try restore()
      try start()
    }
  }

  private func restore() throws {
    try FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: campaign.folder + "/data", toPath: copy)
  }
}
