internal import Events
internal import Glibc
internal import LMDB
internal import Synchronization

/// What a change of epoch came to.
public struct Rotation: Hashable, Sendable {
  public var ended: UInt32
  public var begun: UInt32
  /// Keys of participants that were wrapped again.
  public var wrapped: Int
}

/// Whose keys the next epoch does not have.
struct Leaving {
  /// With a tombstone instead, also where there never was a key.
  var destroyed: [Handle] = []
  /// With nothing instead.
  var gone: Set<Handle> = []
}

/// After each of these a kill is harmless.
enum RotationStep: CaseIterable { case slotWritten, storeBuilt, served, slotDestroyed, storeDestroyed }

extension KeyFolder {
  /// Begins the next epoch: all keys but those that leave are wrapped under its key, and nothing of the epoch
  /// before is left.
  /// - Parameter new: the master key from then on; nil keeps the one that is.
  func rotate(
    _ leaving: Leaving, master new: MasterKey?, progress: (Int, Int) -> Void,
    at step: (RotationStep) throws(KeyringError) -> Void
  ) throws(KeyringError) -> Rotation {
    guard !isReadOnly else { throw .storage(.readOnly(path: path)) }
    return try gate.withLock { (_) throws(KeyringError) in
      try epochs.locked(exclusively: true) { () throws(KeyringError) in
        let old = try reopen()
        try place.settle(beside: old, patience: patience)
        let still = try Stillness(old.environment)
        let next = try place.prepare(
          after: old, leaving, new ?? master.withLock { $0 }, progress, at: step)
        let table = try serve(next, new)
        still.end()
        try step(.served)
        try place.settle(beside: table, old: old.environment, patience: patience, at: step)
        return Rotation(
          ended: old.wrapping.epoch, begun: table.wrapping.epoch, wrapped: table.meta.wrapped)
      }
    }
  }

  /// Completes what is left of a change of epoch; what cannot be is told.
  func settle() throws(KeyringError) {
    guard !isReadOnly else { return }
    try gate.withLock { (_) throws(KeyringError) in
      try epochs.locked(exclusively: true) { () throws(KeyringError) in
        _ = try place.settle(beside: try reopen(), patience: patience)
      }
    }
  }

  /// No reading of a few keys takes that long.
  private var patience: Duration { .seconds(5) }

  /// From here on it is the next epoch, for every process.
  private func serve(_ next: NextEpoch, _ new: MasterKey?) throws(KeyringError) -> KeyTable {
    try table.withLock { (table) throws(KeyringError) in
      let opened = try place.open(next.slot, at: next.place, next.master, readOnly: false)
      try epochs.write(next.servedSlot, at: next.place)
      if let new { master.withLock { $0 = new } }
      table = opened
      return opened
    }
  }
}

/// An epoch whose store is built, and which is not served yet.
struct NextEpoch {
  let slot: EpochSlot
  let place: Int
  let master: MasterKey
  let store: NewStore

  /// The slot as it says that it is served.
  var servedSlot: EpochSlot {
    var slot = slot
    slot.state = .current
    return slot
  }
}

extension Place {
  /// How many keys are wrapped again at a time.
  static let share = 4096

  /// The first epoch of a new folder, or the one that follows a folder of format 1.
  func begin(_ master: MasterKey) throws(KeyringError) {
    guard !Earlier.exists(in: path) else { return try takeOver(master) }
    try checkIsNew(beginning: 1)
    let organisation = try Secret.random(count: Cipher.keyBytes)
    try begin(1, folder: .random(), master) { (store) throws(KeyringError) in
      try store.add([(.organisation, organisation)])
    }
  }

  /// Throws unless there is nothing yet but the beginnings of this very epoch; a store whose slot is lost is
  /// no beginning.
  func checkIsNew(beginning epoch: UInt32) throws(KeyringError) {
    let begun = try epochs.read().compactMap { $0?.epoch }
    let stores = try numbered(in: path)
    guard begun.allSatisfy({ $0 == epoch }), stores.allSatisfy(begun.contains) else {
      throw .epochs(path: epochs.path)
    }
  }

  /// Wraps the keys of a folder of format 1 under an epoch of their own. What is left of it is destroyed by
  /// `settle`.
  private func takeOver(_ master: MasterKey) throws(KeyringError) {
    let old = try EarlierTable(path, master, mapBytes: mapBytes)
    try begin(old.meta.epoch + 1, folder: old.meta.folder, master) { (store) throws(KeyringError) in
      try copy(old.wrapping, to: store, Leaving()) { (handle) throws(KeyringError) in
        try old.entries(after: handle, atMost: Place.share)
      }
    }
  }

  /// Begins an epoch where there is none.
  func begin(
    _ epoch: UInt32, folder: Handle, _ master: MasterKey,
    filling fill: (NewStore) throws(KeyringError) -> Void
  ) throws(KeyringError) {
    let next = try start(epoch, folder: folder, at: 0, master)
    try fill(next.store)
    try serve(next)
  }

  /// Puts the store on the disk, and lets it be the one that is served.
  func serve(_ next: NextEpoch) throws(KeyringError) {
    try next.store.finish()
    try epochs.write(next.servedSlot, at: next.place)
  }

  /// Everything of the next epoch but that it is served.
  func prepare(
    after old: KeyTable, _ leaving: Leaving, _ master: MasterKey,
    _ progress: (Int, Int) -> Void, at step: (RotationStep) throws(KeyringError) -> Void
  ) throws(KeyringError) -> NextEpoch {
    let total = try old.count()
    var done = 0
    let next = try start(
      old.wrapping.epoch + 1, folder: old.meta.folder, at: 1 - old.slotPlace, master)
    try step(.slotWritten)
    try copy(old.wrapping, to: next.store, leaving) { (handle) throws(KeyringError) in
      let entries = try old.entries(after: handle, atMost: Place.share)
      done += entries.count
      progress(done, total)
      return entries
    }
    try next.store.finish()
    try step(.storeBuilt)
    return next
  }

  /// Writes the slot of an epoch and makes its store, which is empty.
  func start(
    _ epoch: UInt32, folder: Handle, at place: Int, _ master: MasterKey
  ) throws(KeyringError) -> NextEpoch {
    let key = try Secret.random(count: Cipher.keyBytes)
    let slot = try EpochSlot(folder: folder, epoch: epoch, began: .now, key: key, master: master)
    let path = store(epoch)
    if unsafe access(path, F_OK) == 0 { try remove(path) }
    try epochs.write(slot, at: place)
    let store = try NewStore(
      at: path, mapBytes: mapBytes, folder: folder, Wrapping(key: key, epoch: epoch))
    return NextEpoch(slot: slot, place: place, master: master, store: store)
  }

  /// Wraps again what `next` answers share after share, and leaves tombstones for what was or is destroyed.
  private func copy(
    _ wrapping: Wrapping, to store: NewStore, _ leaving: Leaving,
    from next: (Handle?) throws(KeyringError) -> [(Handle, [UInt8])]
  ) throws(KeyringError) {
    let unwrapper = try Unwrapper(wrapping)
    var gone = Set(leaving.destroyed).sorted()[...]
    var last: Handle?
    while true {
      let entries = try next(last)
      var batch: [(handle: Handle, key: Secret?)] = []
      for (handle, entry) in entries {
        while let first = gone.first, first < handle { batch.append((gone.removeFirst(), nil)) }
        let isGone = gone.first == handle
        if isGone { gone.removeFirst() }
        if leaving.gone.contains(handle), !isGone, unsafe KeyEntry.status(entry.span.bytes) == .live {
          continue
        }
        batch.append((handle, isGone ? nil : try unwrapper.key(of: handle, in: entry)))
      }
      guard let end = entries.last else { break }
      try store.add(batch)
      last = end.0
    }
    try store.add(gone.map { ($0, nil) })
  }
}

/// Unwraps one key after another. Belongs to one thread.
final class Unwrapper {
  private let wrapping: Wrapping
  private var cipher: Cipher

  init(_ wrapping: Wrapping) throws(KeyringError) {
    cipher = try wrapping.opener()
    self.wrapping = wrapping
  }

  /// nil for a tombstone.
  func key(of handle: Handle, in entry: [UInt8]) throws(KeyringError) -> Secret? {
    guard unsafe KeyEntry.status(entry.span.bytes) == .live else { return nil }
    let key = Secret(count: Cipher.keyBytes)
    unsafe try wrapping.unwrap(entry.span.bytes, for: handle, with: &cipher, into: key.bytes)
    return key
  }
}

/// No key is made or destroyed in a store, by any process, until this ends. Begin and end it on one thread.
private final class Stillness {
  private var transaction: WriteTransaction?

  init(_ environment: Environment) throws(KeyringError) {
    do throws(LMDBError) { transaction = try environment.beginWrite() } catch { throw .storage(error) }
  }

  func end() { transaction = nil }
}

/// The keys of a folder of format 1.
private struct EarlierTable {
  let meta: Meta
  let wrapping: Wrapping
  private let environment: Environment

  init(_ path: String, _ master: MasterKey, mapBytes: Int) throws(KeyringError) {
    environment = try stored { () throws(LMDBError) in
      try Environment(at: path, mapBytes: mapBytes, tables: KeyTable.tables)
    }
    meta = try Meta.read(in: environment, format: 1)
    wrapping = Wrapping(key: master.secret, epoch: meta.epoch)
    guard try wrapping.fits(meta.check, folder: meta.folder) else { throw .wrongMaster(path: path) }
  }

  func entries(after handle: Handle?, atMost limit: Int) throws(KeyringError) -> [(Handle, [UInt8])] {
    try stored { () throws(LMDBError) in
      let read = try environment.beginRead()
      return try read.entries(after: handle, atMost: limit, in: environment.table("keys"))
    }
  }
}

extension Moment {
  /// The system's clock, which may be wrong.
  static var now: Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
