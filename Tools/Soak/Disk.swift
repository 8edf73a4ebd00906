import Foundation

/// Files and folders as a running system sees them, and beside it what of them is surely on the disk.
///
/// The model is POSIX in the strict sense: a sync of a file makes its bytes and length last, and nothing of
/// its name; a sync of a folder makes the names in it last. A write through O_DSYNC lasts by itself alone.
/// Until then a write can be on the disk or not, whole or in sectors, in any order, and so can each change of
/// a name. A renaming is one change, and lasts when the folder that it leads into is synced.
final class Disk {
  final class Node {
    let isFolder: Bool
    var mode: UInt64
    var live: [UInt8] = []
    var lasting: [UInt8] = []
    var writes: [(step: Int, write: Write)] = []
    var names: [String: Node] = [:]
    var lastingNames: [String: Node] = [:]

    init(isFolder: Bool, mode: UInt64 = 0o600) { (self.isFolder, self.mode) = (isFolder, mode) }
  }

  enum Write {
    case bytes(at: Int, Data)
    case length(Int)
  }

  /// A change of names that is not surely on the disk.
  struct Change {
    let step: Int
    /// What is taken out, and what is put in its place.
    let removes: (folder: Node, name: String)?
    let adds: (folder: Node, name: String, node: Node)?
    var settles: Node? { adds?.folder ?? removes?.folder }
  }

  let root = Node(isFolder: true)
  private(set) var changes: [Change] = []
  private var open: [Int32: (node: Node, path: String)] = [:]
  /// Syncs of paths that hold this text are passed over, as by a disk that lies or a program that forgets.
  private let deaf: String?

  /// With what lies in a folder, all of it lasting.
  init(folder: String, deafTo deaf: String? = nil) throws {
    self.deaf = deaf
    try load(URL(filePath: folder), into: root)
  }

  private func load(_ url: URL, into folder: Node) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
      let entry = url.appending(path: name)
      let facts = try FileManager.default.attributesOfItem(atPath: entry.path)
      let isFolder = facts[.type] as? FileAttributeType == .typeDirectory
      let node = Node(isFolder: isFolder, mode: (facts[.posixPermissions] as? NSNumber)?.uint64Value ?? 0o600)
      if isFolder {
        try load(entry, into: node)
      } else {
        node.live = [UInt8](try Data(contentsOf: entry))
        node.lasting = node.live
      }
      folder.names[name] = node
      folder.lastingNames[name] = node
    }
  }

  func apply(_ step: Recording.Step, number: Int) {
    switch step.kind {
    case .open: opened(step, number)
    case .close: open[step.fd] = nil
    case .write:
      guard let node = open[step.fd]?.node else { return }
      write(.bytes(at: Int(step.number), step.a), node, step: number)
      if step.isSynced, !isDeaf(step.fd) { settlePages(of: node, Int(step.number), step.a.count) }
    case .truncate:
      if let node = open[step.fd]?.node { write(.length(Int(step.number)), node, step: number) }
    case .sync: if let node = open[step.fd]?.node, !isDeaf(step.fd) { sync(node, before: Int(step.number)) }
    case .rename: rename(step.path, step.other, number)
    case .link: if let node = find(step.path) { change(number, adds: (step.other, node)) }
    case .unlink, .rmdir: change(number, removes: step.path)
    case .mkdir: change(number, adds: (step.path, Node(isFolder: true, mode: 0o700)))
    case .said, .escape: break
    }
  }

  private func isDeaf(_ fd: Int32) -> Bool {
    guard let deaf, let path = open[fd]?.path else { return false }
    return deaf == "/" ? find(path)?.isFolder ?? false : path.contains(deaf)
  }

  private func opened(_ step: Recording.Step, _ number: Int) {
    if step.isCreated { change(number, adds: (step.path, Node(isFolder: false, mode: step.number & 0o777))) }
    guard let node = find(step.path) else { return }
    open[step.fd] = (node, step.path)
    if step.isTruncated { write(.length(0), node, step: number) }
  }

  private func write(_ write: Write, _ node: Node, step: Int) {
    Disk.apply(write, to: &node.live)
    node.writes.append((step, write))
  }

  /// A write through O_DSYNC takes along what was on its way to the same pages, and nothing else.
  private func settlePages(of node: Node, _ place: Int, _ count: Int) {
    let pages = place / 4096 * 4096..<(place + count + 4095) / 4096 * 4096
    func isMet(_ write: Write) -> Bool {
      guard case .bytes(let at, let data) = write else { return false }
      return pages.overlaps(at..<at + data.count)
    }
    for entry in node.writes where isMet(entry.write) { Disk.apply(entry.write, to: &node.lasting) }
    node.writes.removeAll { isMet($0.write) }
  }

  private func sync(_ node: Node, before step: Int) {
    if node.isFolder {
      for change in changes where change.settles === node && change.step < step { Disk.settle(change) }
      changes.removeAll { $0.settles === node && $0.step < step }
    } else {
      for entry in node.writes where entry.step < step { Disk.apply(entry.write, to: &node.lasting) }
      node.writes.removeAll { $0.step < step }
    }
  }

  private static func settle(_ change: Change) {
    if let out = change.removes { out.folder.lastingNames[out.name] = nil }
    if let new = change.adds { new.folder.lastingNames[new.name] = new.node }
  }

  private func rename(_ from: String, _ to: String, _ number: Int) {
    if let node = find(from) { change(number, removes: from, adds: (to, node)) }
  }

  private func change(_ step: Int, removes: String? = nil, adds: (path: String, node: Node)? = nil) {
    let out = removes.flatMap { path in parent(path).map { (folder: $0, name: Self.name(path)) } }
    let new = adds.flatMap { entry in
      parent(entry.path).map { (folder: $0, name: Self.name(entry.path), node: entry.node) }
    }
    if let out { out.folder.names[out.name] = nil }
    if let new { new.folder.names[new.name] = new.node }
    changes.append(Change(step: step, removes: out, adds: new))
  }

  func find(_ path: String) -> Node? {
    path.split(separator: "/").reduce(root as Node?) { $0?.names[String($1)] }
  }

  private func parent(_ path: String) -> Node? {
    path.contains("/") ? find(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])) : root
  }

  private static func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

  static func apply(_ write: Write, to bytes: inout [UInt8]) {
    switch write {
    case .bytes(let place, let data):
      grow(&bytes, to: place + data.count)
      bytes.replaceSubrange(place..<place + data.count, with: data)
    case .length(let length):
      if length < bytes.count { bytes.removeLast(bytes.count - length) } else { grow(&bytes, to: length) }
    }
  }

  static func grow(_ bytes: inout [UInt8], to length: Int) {
    if bytes.count < length { bytes.append(contentsOf: repeatElement(0, count: length - bytes.count)) }
  }
}
