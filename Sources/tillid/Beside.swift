import Foundation
import Keyring

/// A command that the serving process has started: it ends with that one, and gives way to it.
enum Beside {
  static let isAsked = ProcessInfo.processInfo.environment["TILLID_BESIDE"] != nil

  static func settle() {
    endWithParent()
    giveWay(by: 10)
  }

  /// All that this process starts from now on takes after it.
  /// - Parameter nice: from 0 to 19, where it runs only when nobody else wants to.
  static func giveWay(by nice: Int32 = 19) {
    // Where it is not allowed, the work is done all the same.
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, nice)
  }
}
