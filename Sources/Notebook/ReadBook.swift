internal import Dispatch
public import Events
internal import Foundation
internal import Journal
internal import Keyring
internal import Rebuild
internal import Synchronization

/// Looks into histories: written down at once, and told to the log some at a time, so that whoever reads does not
/// wait for the disk. What is written down outlives this process; a power cut takes about the last second of it.
///
/// Each look has its id and its seal from the beginning, so that one that is told twice is one.
public final class ReadBook: Sendable {
  private let notebook: Notebook
  private let folder: String
  private let state: Mutex<State>
  /// Held while looks are told to the log.
  private let telling = Mutex(())
  private let later = DispatchQueue(label: "tillid.reads")

  /// How long a look waits for others, in seconds.
  private let pause: Double

  private struct State {
    /// One is written while the other is told to the log and emptied.
    var pages: [ReadPage]
    var writing = 0
    var looks: [ReadPage.Record] = []
    /// What is in `looks`, so that a page that is loaded twice in a moment is one look.
    var seen: Set<Look> = []
    var sequence: UInt64 = 0
    let origin: UInt64
  }

  private struct Look: Hashable {
    let handle: Handle
    let view: String
    let purpose: String
    let by: String
    let at: String

    var content: Content { .historyRead(purpose: purpose, view: view) }
  }

  /// Tells the log what an earlier process has left.
  /// - Parameters:
  ///   - folder: made where there is none.
  ///   - pause: seconds that a look waits for others; infinite where it is told when it is asked for.
  public init(_ notebook: Notebook, in folder: String, pause: Double = 1) throws {
    (self.notebook, self.folder, self.pause) = (notebook, folder, pause)
    try notebook.tellLooksLeft(in: folder)
    try ReadPage.makeFolder(folder)
    let origin = UInt64.random(in: 1 ... .max)
    let pages = try (0...1).map { try ReadPage(folder + "/\(origin.hexadecimal)-\($0)") }
    state = Mutex(State(pages: pages, origin: origin))
  }

  /// Returns when the looks are written down.
  public func record(
    _ handles: some Sequence<Handle>, view: String, _ purpose: ReadPurpose, _ telling: Telling
  ) throws {
    let looks = Set(handles).filter { !$0.isOrganisation }.map { handle in
      Look(handle: handle, view: view, purpose: purpose.description, by: telling.by, at: telling.at)
    }
    let isFirst = try state.withLock { state in
      let wasEmpty = state.looks.isEmpty
      for look in looks where !state.seen.contains(look) {
        state.sequence += 1
        let id = EventID(origin: state.origin, sequence: state.sequence)
        let record = try notebook.sealed(look.content, look.handle, telling, id)
        try state.pages[state.writing].write(record)
        state.looks.append(record)
        state.seen.insert(look)
      }
      return wasEmpty && !state.looks.isEmpty
    }
    if isFirst { tellSoon() }
  }

  private func tellSoon() {
    later.asyncAfter(deadline: .now() + pause) { [weak self] in
      guard let self else { return }
      do { try empty() } catch {
        notebook.behind(error)
        tellSoon()
      }
    }
  }

  /// Tells the log all looks so far, also of those who read beside this process; the views have them when this
  /// returns.
  public func empty() throws {
    try telling.withLock { _ in
      try notebook.tellLooksLeft(in: folder, besideOnly: true)
      let (looks, page) = state.withLock { state in
        defer {
          state.writing = 1 - state.writing
          (state.looks, state.seen) = ([], [])
        }
        return (state.looks, state.writing)
      }
      guard !looks.isEmpty else { return }
      do { try notebook.tell(looks) } catch {
        state.withLock { $0.looks = looks + $0.looks }
        throw error
      }
      try state.withLock { try $0.pages[page].clear() }
    }
  }

  /// Nothing is left to tell; the pages go.
  public func close() throws {
    try empty()
    try state.withLock { state in for page in state.pages { try page.remove() } }
  }
}
