internal import Events
internal import Foundation
public import Journal
internal import Keyring
internal import LMDB

/// Why shares of a rebuild cannot be put together.
public enum ShareError: Error, Hashable, CustomStringConvertible {
  case notEmpty(String)
  case noShare(String)
  case incomplete([String], missing: String)
  case differ(String, String)
  case beyond(Position, end: Position)

  public var description: String {
    switch self {
    case .notEmpty(let path): "\(path) is not empty: name a folder that is, or one that is yet to be made"
    case .noShare(let path): "there is no finished share in \(path): build it with ‘tillid share build’"
    case .incomplete(let found, let missing):
      "the shares \(found.joined(separator: ", ")) are not all of one whole: \(missing) is missing, or one is there twice"
    case .differ(let one, let other):
      "\(one) and \(other) were built by other words, by other code or up to another position: build both again with the same --up-to"
    case .beyond(let position, let end):
      "the log ends at position \(end), so nothing can be built up to \(position)"
    }
  }
}

extension Engine {
  /// Builds one share of all views into a folder of its own, by the words that are served. Another process, or
  /// another machine that holds the same log and keys, builds another.
  /// - Parameter end: the position up to which all shares are built; where the log ends, if not said.
  /// - Returns: the position up to which it was built.
  public func build(
    _ share: Share, into path: String, upTo end: Position? = nil, jobs: Int, progress: Progress
  ) throws -> Position {
    let served = try served().0
    guard let words = try words(of: served) else { throw RebuildError.noVocabulary }
    let last = try firstEnd()
    guard end ?? last <= last else { throw ShareError.beyond(end ?? last, end: last) }
    let unfinished = path + "/unfinished-share"
    try makeRoom(at: path, unfinished)
    guard let lock = try ViewLock(.building, in: path) else { throw RebuildError.isBuilding }
    defer { withExtendedLifetime(lock) {} }
    let beside = ViewFolder(path: path, mapBytes: folder.mapBytes)
    let plan = try beside.begin(words: words.hash, served.versions, until: end ?? last, yaml: nil)
    let make = Making(jobs: jobs, progress: progress)
    let rebuilder = rebuilder(plan, words, make, in: beside, share)
    _ = try rebuilder.build()
    try rebuilder.tidy()
    try Data(share.description.utf8).write(to: URL(fileURLWithPath: path + "/share"))
    try beside.publish(plan)
    try FileManager.default.removeItem(atPath: unfinished)
    return end ?? last
  }

  /// An empty folder; what a share left that was broken off is built anew.
  private func makeRoom(at path: String, _ unfinished: String) throws {
    let files = FileManager.default
    guard
      try !files.fileExists(atPath: path) || files.fileExists(atPath: unfinished)
        || files.contentsOfDirectory(atPath: path).isEmpty
    else { throw ShareError.notEmpty(path) }
    try files.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data().write(to: URL(fileURLWithPath: unfinished))
  }

  /// The hash of each view's contents, put together from all shares of one whole: what `contentHashes` says of views
  /// that were built in one.
  public func contentHashes(ofShares paths: [String]) throws -> (hashes: [String: String], until: Position) {
    let shares = try paths.map(share)
    try check(shares, paths)
    let parts = try shares.map { try Generation($0.folder, $0.plan, catalogue, durability: .synced) }
    let versions = shares[0].plan.versions
    let hashes = try Crew(Crew.cores).gather(versions.count) { number in
      let leaves = try leaves(number, of: parts)
      return (versions[number].view, hexadecimal(try Digest.sha256(leaves.span.bytes)[...]))
    }
    return (Dictionary(uniqueKeysWithValues: hashes), shares[0].plan.until ?? 0)
  }

  /// Persons' views are disjoint; a tally's sums add.
  private func leaves(_ number: Int, of parts: [Generation]) throws -> [UInt8] {
    let stories = parts[0].stories.count
    if number < stories {
      let all = try parts.flatMap { try leaves(number, of: $0) }.sorted { $0.handle < $1.handle }
      return all.flatMap(\.hash)
    }
    let reader = try ViewReader(keyring)
    var sum = Tally()
    for part in parts { sum.add(try part.tallies[number - stories].read(reader)) }
    sum.settle()
    let leaf = Handle.organisation.bytes + sum.stored
    return try Digest.sha256(leaf.span.bytes)
  }

  private func share(_ path: String) throws -> FoundShare {
    let beside = ViewFolder(path: path, mapBytes: folder.mapBytes)
    guard let plan = try beside.rehearsed(), plan.versions.map(\.view) == catalogue.names,
      let said = FileManager.default.contents(atPath: path + "/share"),
      let share = Share(String(decoding: said, as: UTF8.self))
    else { throw ShareError.noShare(path) }
    return FoundShare(share: share, folder: beside, plan: plan)
  }

  private func check(_ shares: [FoundShare], _ paths: [String]) throws {
    let (all, count) = (shares.map(\.share), shares.first?.share.count ?? 1)
    let missing = (1...count).map { Share($0, of: count) }.first { share in all.count { $0 == share } != 1 }
    guard missing == nil, all.count == count else {
      throw ShareError.incomplete(all.map(\.description), missing: missing?.description ?? "the rest")
    }
    for (share, path) in zip(shares, paths).dropFirst() where !share.isAsFar(as: shares[0]) {
      throw ShareError.differ(paths[0], path)
    }
  }
}

/// A finished share on the disk, not opened yet.
private struct FoundShare {
  let share: Share
  let folder: ViewFolder
  let plan: GenerationPlan

  func isAsFar(as other: FoundShare) -> Bool {
    plan.versions == other.plan.versions && plan.words == other.plan.words && plan.until == other.plan.until
  }
}
