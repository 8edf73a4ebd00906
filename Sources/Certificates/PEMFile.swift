internal import Foundation
internal import Glibc

/// A file that is readable by its owner alone.
public enum PEMFile {
  /// Replaces what is at `path` in one step; nobody else can read it at any time.
  public static func write(_ text: String, to path: String) throws {
    let beside = path + ".new"
    let file = open(beside, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
    try handle.close()
    guard rename(beside, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }
}
