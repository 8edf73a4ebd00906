internal import CLMDB
internal import Glibc

/// What is left when a damaged page is met after all: a large file is not read whole at each opening, and LMDB
/// follows what its pages say. For a command, so that it ends with a sentence and not with a signal.
public enum Damage {
  /// From now on a fault of memory, or LMDB finding itself at its wits' end, prints `sentence` on standard error
  /// and ends the process with status 1.
  public static func ends(saying sentence: String) {
    let text = Array((sentence + "\n").utf8)
    let kept = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = unsafe kept.initialize(from: text)
    unsafe farewell = UnsafeRawBufferPointer(kept)
    for signal in [SIGSEGV, SIGBUS] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { _ in unsafe leave() }
      unsafe sigaction(signal, &action, nil)
    }
  }

  static func watch(_ raw: OpaquePointer?) {
    guard unsafe farewell.count > 0 else { return }
    unsafe mdb_env_set_assert(raw) { _, _ in unsafe leave() }
  }
}

/// Set once, before any thread can need it.
nonisolated(unsafe) private var farewell = unsafe UnsafeRawBufferPointer(start: nil, count: 0)

/// Only what may be called in the handler of a signal.
@unsafe private func leave() {
  _ = unsafe write(2, farewell.baseAddress, farewell.count)
  _exit(1)
}
