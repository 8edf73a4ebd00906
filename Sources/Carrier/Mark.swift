internal import Foundation
internal import Glibc
internal import Journal
internal import Machines
internal import Synchronization

/// How far this machine's own events have been given to the stream. It is moved in the memory, and kept in a small
/// file now and then; so the file may be older than what was given, and is never newer. Events are known by their
/// ids: giving one again changes nothing.
final class Mark: Sendable {
  private struct State {
    var position: Position
    var kept: Position
  }

  private let path: String
  private let state: Mutex<State>

  /// Begins at zero where there is no file, or none that can be read as a number.
  init(path: String) {
    self.path = path
    let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kept = Position(text.trimmingPrefix(while: \.isWhitespace)) ?? 0
    state = Mutex(State(position: kept, kept: kept))
  }

  var position: Position { state.withLock { $0.position } }

  /// Begins anew, where the stream does.
  func reset() { state.withLock { $0.position = 0 } }

  /// From where the giving began; not where it was reset meanwhile.
  func move(from start: Position, to position: Position) {
    state.withLock { if $0.position == start { $0.position = position } }
  }

  /// Writes the file where it is behind. It is not synced: what a power cut takes is given once more.
  func keep() throws {
    let (position, kept) = state.withLock { ($0.position, $0.kept) }
    guard position != kept else { return }
    let beside = path + ".new"
    do {
      try Data("\(position)".utf8).write(to: URL(filePath: beside))
      guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch { throw MachinesError.file(path, doing: "write", reason: error.localizedDescription) }
    state.withLock { $0.kept = position }
  }
}
