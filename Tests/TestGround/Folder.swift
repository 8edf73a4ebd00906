import Foundation

/// A folder of its own for one test, gone with it.
public final class Folder: Sendable {
  public let path: String

  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "tillid-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { _ = try? FileManager.default.removeItem(atPath: path) }  // what stays is in the temporary folder
}
