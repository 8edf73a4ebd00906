import Events
import Foundation
import Journal
import LMDB
import Notebook
import Rebuild
import Synchronization

/// What a machine can run out of, each met by a process of its own that must go on when there is room again.
enum Hardship: String, CaseIterable {
  case fullDisk = "full-disk"
  case fullMap = "full-map"
  case noFiles = "no-files"

  func run(in folder: String) throws {
    switch self {
    case .fullDisk: try Self.fillDisk(folder)
    case .fullMap: try Self.fillMap(folder)
    case .noFiles: try Self.useUpFiles(folder)
    }
  }

  // MARK: - Full disk

  /// `folder` is a small disk of its own.
  private static func fillDisk(_ folder: String) throws {
    let ballast = folder + "/ballast"
    let notebook = try place(folder).open { tolerate($0) }
    var kept: [EventID] = []
    try fill(ballast, leaving: 1 << 20)
    let sentence = refusal {
      for number in 0..<20_000 { kept.append(try note(notebook, number)) }
    }
    expect(sentence, toSay: "the disk that holds")
    try all(kept, in: notebook, "after the disk was full")
    let before = try notebook.engine.contentHashes()
    let rebuilding = refusal { try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 0)) }
    expect(rebuilding, toSay: "disk", or: "space")
    if try notebook.engine.contentHashes() != before {
      fault("a rebuild on a full disk changed what is served")
    }
    try FileManager.default.removeItem(atPath: ballast)
    try goOn(notebook, kept, "when there was room again")
  }

  private static func fill(_ ballast: String, leaving bytes: Int) throws {
    let folder = (ballast as NSString).deletingLastPathComponent
    let facts = try FileManager.default.attributesOfFileSystem(forPath: folder)
    let free = (facts[.systemFreeSize] as? NSNumber)?.intValue ?? 0
    try Data(count: max(0, free - bytes)).write(to: URL(filePath: ballast))
  }

  // MARK: - Full map

  /// Every map grows many times over, under writers who hear nothing of it, beside readers.
  private static func fillMap(_ folder: String) throws {
    let notebook = try place(folder, mapBytes: 256 << 10).open { fault("\($0)") }
    let kept = Mutex<[EventID]>([])
    let running = DispatchGroup()
    for writer in 0..<4 {
      running.enter()
      Thread.detachNewThread {
        do {
          for number in 0..<30 {
            let id = try note(notebook, writer * 1000 + number)
            kept.withLock { $0.append(id) }
            if number % 15 == writer { try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 0)) }
          }
        } catch { fault("a writer heard of the full map: \(error)") }
        running.leave()
      }
    }
    running.wait()
    try goOn(notebook, kept.withLock { $0 }, "after the maps had grown")
  }

  // MARK: - No file handles

  private static func useUpFiles(_ folder: String) throws {
    let notebook = try place(folder).open { tolerate($0) }
    var kept = try (0..<20).map { try note(notebook, $0) }
    var before = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before)
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    for spare in [0, 1, 3, 7, 12] {
      var tight = rlimit(rlim_cur: rlim_t(open + spare), rlim_max: before.rlim_max)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &tight)
      let sentence = refusal { try notebook.engine.rebuild(jobs: 2, progress: Progress(total: 0)) }
      let written = refusal { kept.append(try note(notebook, 100 + spare)) }
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &before)
      expect(sentence, toSay: "Too many open files", or: "too many open files")
      if let written { fault("a line was refused for want of file handles: \(written)") }
    }
    try goOn(notebook, kept, "with file handles again")
  }

  // MARK: - What all have in common

  private static func place(_ folder: String, mapBytes: Int = 1 << 30) throws -> Place {
    let place = Place(path: folder + "/data", mapBytes: mapBytes)
    try place.begin()
    return place
  }

  private static func note(_ notebook: Notebook, _ number: Int) throws -> EventID {
    let words = String(repeating: "en lang linje om regn og mad ", count: 120)
    return try notebook.note(Telling("\(words) \(number)")).events[0]
  }

  /// The sentence with which something was refused.
  private static func refusal(_ body: () throws -> Void) -> String? {
    do { try body() } catch { return "\(error)" }
    return nil
  }

  private static func expect(_ sentence: String?, toSay words: String, or other: String = "?") {
    guard let sentence else { return fault("nothing was refused where ‘\(words)’ was to be said") }
    guard sentence.contains(words) || sentence.contains(other) else {
      return fault("‘\(words)’ was to be said, and it said: \(sentence)")
    }
    say("sentence \(sentence)")
  }

  /// The views may fall behind while something is lacking.
  private static func tolerate(_ error: any Error) { say("behind \(error)") }

  private static func all(_ kept: [EventID], in notebook: Notebook, _ when: String) throws {
    for id in kept where try notebook.engine.journal.position(of: id) == nil {
      fault("\(when), \(id) is lost")
    }
  }

  private static func goOn(_ notebook: Notebook, _ kept: [EventID], _ when: String) throws {
    let engine = notebook.engine
    let last = try note(notebook, 1_000_000)
    try engine.catchUp()
    try all(kept + [last], in: notebook, when)
    for finding in try engine.verify(progress: { _, _ in }).findings { fault("\(when): \(finding)") }
    let live = try engine.contentHashes()
    try engine.rebuild(jobs: 2, progress: Progress(total: 0))
    if try engine.contentHashes() != live { fault("\(when), a rebuild makes other views than were served") }
    say("figures \(try engine.journal.end) \(kept.count + 1) 0")
    engine.journal.close()
  }
}
