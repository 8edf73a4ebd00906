import Events
import Foundation
import HashTree
import Journal
import Keyring

/// What the hash tree costs: appends with and without it, turn by turn in one run; verification; proofs.
/// `tillid-bench tree`.
struct TreeBench {
  private static let body = [UInt8](repeating: 7, count: 92)
  private let folder: String
  private let keyring: Keyring
  private let handle = Handle.random()

  private init(_ folder: String) throws {
    self.folder = folder
    keyring = try Keyring(at: folder + "/keys", master: try MasterKey.make(file: folder + "/key"))
    try keyring.makeKey(for: handle)
  }

  static func run() throws {
    let folder = NSTemporaryDirectory() + "tillid-tree-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let bench = try TreeBench(folder)
    try bench.hashing(records: 2_000_000)
    try bench.appending("8192 a commit", commits: 24, of: 8192)
    try bench.appending("64 a commit", commits: 400, of: 64)
    try bench.appending("one by one", commits: 600, of: 1)
    try bench.log(records: 1 << 20)
  }

  /// Leaves of 120 bytes, and the tree over them.
  private func hashing(records count: Int) throws {
    let record = [UInt8](repeating: 7, count: 120)
    var edge = Edge()
    var last = TreeHash.empty
    let leaves = Times { for _ in 0..<count { last = .leaf(record.span.bytes) } }.all
    let tree = Times { for _ in 0..<count { edge.append(last) } }.all
    precondition(edge.size == count)
    print("leaves of 120 bytes: \(rate(count, leaves)); the tree over leaves: \(rate(count, tree))")
  }

  /// Sealed and appended through the log; medians of five, taken in turns.
  private func appending(_ what: String, commits: Int, of count: Int) throws {
    var times: [Bool: [Times]] = [:]
    for round in 0..<5 {
      for hasTree in [round % 2 == 0, round % 2 != 0] {
        let journal = try Journal(
          at: "\(folder)/\(count)-\(round)-\(hasTree)", mapBytes: 4 << 30, access: .readWrite(),
          keepingTree: hasTree)
        let drafts = drafts(count)
        times[hasTree, default: []].append(
          try Times { for _ in 0..<commits { _ = try journal.appendNow(drafts) } })
      }
    }
    func more(_ kind: KeyPath<Times, Double>) -> String {
      percent(median(times[true], kind) / median(times[false], kind) - 1)
    }
    let (without, with) = (median(times[false], \.wall), median(times[true], \.wall))
    print(
      "\(what): \(rate(commits * count, without)) without the tree, \(rate(commits * count, with)) with it")
    print(
      "  with it \(more(\.wall)) more time, \(more(\.writer)) more work of the writer's thread, \(more(\.all)) more of all"
    )
  }

  /// Notes about one participant, sealed when they are written.
  private func drafts(_ count: Int) -> [Draft] {
    let (keyring, body, handle) = (keyring, TreeBench.body, handle)
    return (0..<count).map { _ in
      Draft(type: .note, handle: handle) { try keyring.seal(body, for: handle, binding: $0.bytes) }
    }
  }

  /// Verification and proofs.
  private func log(records count: Int) throws {
    let journal = try Journal(at: folder + "/log", mapBytes: 4 << 30)
    let drafts = drafts(8192)
    for _ in 0..<count / 8192 { _ = try journal.appendNow(drafts) }
    let verifying = try Times {
      let report = try journal.verify()
      precondition(report.isSound)
    }.all
    print("verification of the log without bodies: \(rate(count, verifying)) on one core")
    let head = try journal.checkpoint()
    let proving = try (0..<200).map { number in
      try seconds { _ = try journal.proof(of: UInt64(1 + number * 5003), in: head) }
    }
    let most = (proving.quantiles["p99"] ?? 0) * 1000
    print("a proof of one among \(count), by the log: p99 \(String(format: "%.2f", most)) ms")
  }

  private func rate(_ count: Int, _ seconds: Double) -> String {
    String(format: "%.0f a second", Double(count) / seconds)
  }
  private func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
  private func median(_ times: [Times]?, _ kind: KeyPath<Times, Double>) -> Double {
    let sorted = (times ?? []).map { $0[keyPath: kind] }.sorted()
    return sorted[sorted.count / 2]
  }
}

/// Seconds of one piece of work: on the clock, and of processors, which what else the machine does moves less.
private struct Times {
  let wall, writer, all: Double

  /// The thread that calls is the one that writes.
  init(_ work: () throws -> Void) rethrows {
    let (before, thread) = (clock(), Times.thread)
    wall = try seconds(work)
    (writer, all) = (Times.thread - thread, Double(clock() - before) / Double(CLOCKS_PER_SEC))
  }

  private static var thread: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
