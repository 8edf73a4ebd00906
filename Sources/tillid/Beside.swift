import Foundation
import Keyring

/// A command that the serving process has started: it ends with that one, and gives way to it.
enum Beside {
  static let isAsked = ProcessInfo.processInfo.environment["TILLID_BESIDE"] != nil

  static func settle() {
    endWithParent()
    giveWay()
  }

  /// The threads of this process run when nobody else wants to: all that it starts from now on takes after it.
  static func giveWay() {
    // Where it is not allowed, the work is done all the same.
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
  }
}
