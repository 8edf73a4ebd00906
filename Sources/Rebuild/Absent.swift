internal import Events
internal import Foundation

/// Participants of whom a generation of views tells nothing, since their key was not here when it took in
/// their events: a file beside the views, one handle a line. Whoever stands in it and has a key by now is to
/// be told anew. It is on the disk before the views go on, so that a kill between the two forgets nobody.
struct Absent: Sendable {
  let path: String

  func read() throws -> Set<Handle> {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return Set(text.split(separator: "\n").compactMap { Handle(String($0)) })
  }

  /// With those that stand there already.
  func add(_ handles: Set<Handle>) throws {
    let there = try read()
    if !handles.isSubset(of: there) { try write(there.union(handles)) }
  }

  func remove(_ handles: Set<Handle>) throws { try write(try read().subtracting(handles)) }

  private func write(_ handles: Set<Handle>) throws {
    let beside = path + ".new"
    let text = handles.sorted().map { "\($0)\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: beside))
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: beside))
    try file.synchronize()
    try file.close()
    guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
