internal import Events
internal import Foundation
internal import Glibc
internal import Rebuild
internal import Synchronization

/// What runs beside the pages: by a process of this program, or by a thread where it must be done by whoever writes.
/// All of it ends with us.
final class Works: Sendable {
  private let table = Mutex<[WorkKind: Work]>([:])

  func work(_ kind: WorkKind) -> Work? { table.withLock { $0[kind] } }

  var all: [Work] { table.withLock { table in WorkKind.allCases.compactMap { table[$0] } } }

  /// Begins one that is not running yet.
  /// - Parameter run: on a thread of its own; answers with what came of it, in JSON.
  func begin(
    _ kind: WorkKind, by: String, at now: Moment, _ run: @escaping @Sendable (Working) throws -> [UInt8]
  ) throws {
    try table.withLock { table in
      guard table[kind]?.state != .running else { throw AdminRefusal.runs(kind) }
      table[kind] = Work(kind: kind, by: by, began: now)
    }
    let thread = Thread { [self] in finish(kind, Result { try run(Working(kind: kind, works: self)) }) }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Asks one to stop where it can be gone on with; a second time ends it.
  func stop(_ kind: WorkKind) throws {
    let process: Int32 = try table.withLock { table in
      guard let work = table[kind], work.state == .running, let process = work.process else {
        throw AdminRefusal.doesNotRun(kind)
      }
      table[kind]?.isAsked = true
      return process
    }
    kill(process, SIGTERM)
  }

  /// What came of it is nothing any more, as after a switch.
  func forget(_ kind: WorkKind) { table.withLock { if $0[kind]?.state != .running { $0[kind] = nil } } }

  fileprivate func change(_ kind: WorkKind, _ change: (inout Work) -> Void) {
    table.withLock { table in
      guard var work = table[kind] else { return }
      change(&work)
      table[kind] = work
    }
  }

  private func finish(_ kind: WorkKind, _ result: Result<[UInt8], any Error>) {
    change(kind) { work in
      work.process = nil
      switch result {
      case .success(let told): (work.state, work.told, work.percent, work.line) = (.done, told, nil, "")
      case .failure(let error):
        work.state = work.isAsked ? .paused : .failed
        if !(error is ChildFailed) { work.line = "\(error)" }
      }
    }
  }
}

/// Its last line says why.
private struct ChildFailed: Error {}

/// What a work is given to do it with.
struct Working: Sendable {
  fileprivate let kind: WorkKind
  fileprivate let works: Works

  /// Runs a child to its end, and passes on what it says meanwhile.
  /// - Returns: what it has printed.
  func run(_ child: ChildProgram) throws -> [UInt8] {
    let ended = try child.run(
      started: { number in works.change(kind) { $0.process = number } },
      said: { line in works.change(kind) { $0.hear(line) } })
    guard ended.status == 0 else { throw ChildFailed() }
    return ended.told
  }

  /// Tells how far a thread of ours has come.
  func tell(_ done: Int, of total: Int) {
    let percent = total > 0 ? min(100, done * 100 / total) : 0
    works.change(kind) { work in if work.percent != percent { work.percent = percent } }
  }

  func progress(total: Int) -> Rebuild.Progress { Rebuild.Progress(total: total) { tell($0, of: $1) } }
}
