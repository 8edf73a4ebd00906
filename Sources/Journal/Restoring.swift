public import Events
public import HashTree
internal import LMDB

/// Makes a log out of the records of another copy of it: the same name, the same positions and so the same
/// tree, and an origin of its own, so that it never gives an id that the other has given.
///
/// Nothing is synced before `finish`, and until then nothing of it can be opened as a log that has an end; so
/// make it beside, and give it its name when it is whole. Belongs to one thread.
public final class Restoring {
  /// Records of one transaction.
  private static let step = 65_536

  private let environment: Environment
  private let tables: Tables
  private var write: WriteTransaction?
  private var edge = Edge()
  private var completed: [TreeHash] = []
  private var greatest = Pair(0, 0)
  private var pending = 0

  /// - Parameter directory: a new or empty folder.
  public init(at directory: String, log: Handle, mapBytes: Int = 64 << 30) throws(JournalError) {
    do throws(LMDBError) {
      environment = try Environment(
        at: directory, mapBytes: mapBytes, tables: Tables.names, durability: .scratch)
      tables = Tables(environment)
      guard try environment.beginRead().count(of: tables.meta) == 0 else {
        throw .system(path: environment.path, doing: "restore over", errno: 17)
      }
      _ = try Identity(making: environment, tables, log: log)
    } catch { throw .storage(error) }
  }

  /// How many records it has, and the root over them.
  public var size: UInt64 { edge.size }
  public var root: TreeHash { edge.root }

  /// Takes the next record.
  /// - Throws: `otherEvent` for an id that came before.
  public func append(_ record: RawSpan) throws(JournalError) {
    let position = edge.size + 1
    let header: Header
    do throws(HeaderError) { header = try Header(record) } catch { throw .unreadable(position, error) }
    let isNew: Bool
    do throws(LMDBError) {
      isNew = try put(record, at: position, Pair(header.id))
      pending += 1
      if pending == Self.step { try commit() }
    } catch { throw .storage(error) }
    guard isNew else { throw .otherEvent(header.id) }
  }

  private func put(_ record: RawSpan, at position: Position, _ id: Pair) throws(LMDBError) -> Bool {
    var write: WriteTransaction
    if let begun = self.write.take() { write = begun } else { write = try environment.beginWrite() }
    if id <= greatest, try write.has(id, in: tables.ids) {
      self.write = consume write
      return false
    }
    try write.put(record, at: position, in: tables.records, placing: .last)
    try write.put(number: position, at: id, in: tables.ids, placing: id > greatest ? .last : .anywhere)
    edge.append(.leaf(record), completing: &completed, from: Kept.level)
    greatest = max(greatest, id)
    self.write = consume write
    return true
  }

  private func commit() throws(LMDBError) {
    guard var write = self.write.take() else { return }
    try tables.write(completed, edge, &write)
    completed.removeAll(keepingCapacity: true)
    pending = 0
    try write.commit()
  }

  /// Puts all of it on the disk. It can then be opened.
  /// - Parameters:
  ///   - seed: of the signing key, as the log kept it.
  ///   - signed: a head that was signed; nothing is signed from now on that did not grow out of it.
  public func finish(sealedSigningSeed seed: [UInt8], signed: Checkpoint) throws(JournalError) {
    do throws(LMDBError) {
      try commit()
      try Signing.write(seed, SignedHead(size: signed.size, root: signed.root), environment, tables)
      try environment.sync()
    } catch { throw .storage(error) }
  }
}
