internal import Events
internal import Glibc
internal import LMDB
internal import Synchronization

/// The folder of keys: the file of epochs, and a store for the epoch that is served.
///
/// ```text
/// keys/epoch            two slots
/// keys/7/data.mdb       the keys of epoch 7
/// ```
///
/// An epoch begins when its slot says that it is served, one sector written in place; until then the one before
/// goes on, and from then on that one is only remains. So every state that a kill can leave is one of: a
/// served epoch beside the beginnings of the next, which `settle` takes away, or a served epoch beside the
/// remains of the last, which `settle` destroys.
final class KeyFolder: Sendable {
  let path: String
  let mapBytes: Int
  let isReadOnly: Bool
  let epochs: EpochFile
  let master: Mutex<MasterKey>
  let table: Mutex<KeyTable>
  /// Held while this process changes epochs or looks for the served one.
  let gate: Mutex<Void>
  /// Whether a change of epoch was found cut short when this was opened.
  let wasUnfinished: Bool

  /// Opens the folder. For writing, makes it where there is none, brings one of format 1 up to date, and
  /// completes or undoes a change of epoch that was cut short.
  init(
    at directory: String, master: MasterKey, mapBytes: Int, readOnly: Bool
  ) throws(KeyringError) {
    let path = try folderPath(directory, making: !readOnly)
    let hasEpochs = EpochFile.exists(in: path)
    guard hasEpochs || !readOnly else {
      throw Earlier.exists(in: path) ? .earlierLayout(path: path) : .notAKeyring(path: path)
    }
    let numbers = try numbered(in: path)
    guard hasEpochs || numbers.isEmpty else { throw .epochs(path: path + "/epoch") }
    let epochs = try EpochFile(in: path, readOnly: readOnly, making: !readOnly)
    let place = Place(path: path, mapBytes: mapBytes, epochs: epochs)
    let (table, wasUnfinished) = try epochs.locked(exclusively: !readOnly) { () throws(KeyringError) in
      let isNew = try place.served() == nil
      if isNew, !readOnly { try place.begin(master) }
      let table = try place.open(master, readOnly: readOnly)
      return (table, readOnly ? false : try place.settleAtOpening(beside: table) && !isNew)
    }
    self.path = path
    self.mapBytes = mapBytes
    self.epochs = epochs
    isReadOnly = readOnly
    self.master = Mutex(master)
    self.table = Mutex(table)
    gate = Mutex(())
    self.wasUnfinished = wasUnfinished
  }

  var place: Place { Place(path: path, mapBytes: mapBytes, epochs: epochs) }

  /// The store of the epoch that is served, which another process may have begun a moment ago.
  func current() throws(KeyringError) -> KeyTable {
    let known = table.withLock { $0 }
    if known.isServed { return known }
    return try gate.withLock { (_) throws(KeyringError) in
      try epochs.locked(exclusively: false) { () throws(KeyringError) in try reopen() }
    }
  }

  /// For whoever holds the gate and the lock.
  func reopen() throws(KeyringError) -> KeyTable {
    let master = master.withLock { $0 }
    return try table.withLock { (table) throws(KeyringError) in
      if !table.isServed { table = try place.open(master, readOnly: isReadOnly) }
      return table
    }
  }

  /// Runs `body` on the served store, again when the epoch ends under it.
  func using<R>(_ body: (KeyTable) throws(KeyringError) -> R) throws(KeyringError) -> R {
    while true {
      let table = try current()
      do throws(KeyringError) { return try body(table) } catch {
        guard case .ended = error else { throw error }
      }
    }
  }
}

/// What can be done in a folder of keys by whoever holds the lock of its file of epochs.
struct Place {
  let path: String
  let mapBytes: Int
  let epochs: EpochFile

  func store(_ epoch: UInt32) -> String { "\(path)/\(epoch)" }

  /// The slot of the epoch that is served; of two that say so, the later.
  func served() throws(KeyringError) -> (place: Int, slot: EpochSlot)? {
    var found: (place: Int, slot: EpochSlot)?
    for (place, slot) in try epochs.read().enumerated() {
      guard let slot, slot.state == .current, slot.epoch > found?.slot.epoch ?? 0 else { continue }
      found = (place, slot)
    }
    return found
  }

  func open(_ master: MasterKey, readOnly: Bool) throws(KeyringError) -> KeyTable {
    guard let (place, slot) = try served() else {
      // A kill while keys of format 1 were taken over: the next command that writes goes on with it.
      throw Earlier.exists(in: path) ? .earlierLayout(path: path) : .epochs(path: epochs.path)
    }
    return try open(slot, at: place, master, readOnly: readOnly)
  }

  /// Opens the store of a slot.
  func open(
    _ slot: EpochSlot, at place: Int, _ master: MasterKey, readOnly: Bool
  ) throws(KeyringError) -> KeyTable {
    guard let key = try slot.key(under: master) else { throw .wrongMaster(path: path) }
    let store = store(slot.epoch)
    guard unsafe access(store + "/data.mdb", F_OK) == 0 else { throw .notAKeyring(path: store) }
    let environment = try stored { () throws(LMDBError) in
      try Environment(at: store, mapBytes: mapBytes, tables: KeyTable.tables, readOnly: readOnly)
    }
    return try KeyTable(environment, Wrapping(key: key, epoch: slot.epoch), epochs, place: place)
  }
}

extension Place {
  /// A folder for new keys.
  static func making(_ directory: String, mapBytes: Int) throws(KeyringError) -> Place {
    let path = try folderPath(directory, making: true)
    let epochs = try EpochFile(in: path, readOnly: false, making: true)
    return Place(path: path, mapBytes: mapBytes, epochs: epochs)
  }
}

/// The real path of the folder, made (mode 0700) where there is none.
private func folderPath(_ directory: String, making: Bool) throws(KeyringError) -> String {
  if making {
    let isMade = unsafe mkdir(directory, 0o700) == 0
    guard isMade ? syncFolder(of: directory) : errno == EEXIST else {
      throw .file(path: directory, doing: "make", errno: errno)
    }
  }
  guard let found = unsafe realpath(directory, nil) else { throw .notAKeyring(path: directory) }
  defer { unsafe free(found) }
  return unsafe String(cString: found)
}

/// The numbers of the stores in a folder of keys.
func numbered(in path: String) throws(KeyringError) -> [UInt32] {
  guard let folder = unsafe opendir(path) else { throw .file(path: path, doing: "list", errno: errno) }
  defer { unsafe closedir(folder) }
  var numbers: [UInt32] = []
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
      unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    if let number = UInt32(name) { numbers.append(number) }
  }
  return numbers.sorted()
}
