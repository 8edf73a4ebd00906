internal import Events
internal import Glibc
internal import Synchronization

/// `keys/epoch`: two slots, each in a block of its own, written over in place. What a slot held is gone once it
/// has been written over and synced; with it goes the key of its epoch, and whatever that key had wrapped.
///
/// The file never moves nor changes its length, so that every process can look at it through a map.
@safe
final class EpochFile: Sendable {
  static let slots = 2
  static let slotBytes = 4096
  /// A slot is written as one sector, which a disk writes whole or not at all.
  private static let sectorBytes = 512
  static let byteCount = slots * slotBytes

  let path: String
  private let file: Int32
  private let address: UInt

  /// - Parameter making: makes the file where there is none.
  init(in directory: String, readOnly: Bool, making: Bool = false) throws(KeyringError) {
    path = directory + "/epoch"
    let flags = (readOnly ? O_RDONLY : O_RDWR) | (making ? O_CREAT : 0) | O_CLOEXEC
    let file = unsafe open(path, flags, 0o600)
    guard file >= 0 else { throw .file(path: path, doing: "open", errno: errno) }
    do throws(KeyringError) {
      if making { try fill(file, path) }
      address = try map(file, path)
    } catch {
      close(file)
      throw error
    }
    self.file = file
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(bitPattern: address), EpochFile.byteCount)
    close(file)
  }

  static func exists(in directory: String) -> Bool { unsafe access(directory + "/epoch", F_OK) == 0 }

  /// Runs `body` while no other process changes epochs; alone, when it is to change them itself.
  func locked<R: ~Copyable>(
    exclusively: Bool, _ body: () throws(KeyringError) -> R
  ) throws(KeyringError) -> R {
    while flock(file, exclusively ? LOCK_EX : LOCK_SH) != 0 {
      guard errno == EINTR else { throw .file(path: path, doing: "lock", errno: errno) }
    }
    defer { _ = flock(file, LOCK_UN) }
    return try body()
  }

  /// What the slots hold; nil where there is none, or one that was cut short.
  func read() throws(KeyringError) -> [EpochSlot?] {
    var found: [EpochSlot?] = []
    for place in 0..<EpochFile.slots {
      var bytes = [UInt8](repeating: 0, count: EpochSlot.byteCount)
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(file, $0.baseAddress, $0.count, place * EpochFile.slotBytes)
      }
      guard count == bytes.count else { throw .file(path: path, doing: "read", errno: errno) }
      found.append(unsafe try EpochSlot(bytes.span.bytes))
    }
    return found
  }

  /// Writes a slot in one sector, on the disk when this returns.
  func write(_ slot: EpochSlot, at place: Int) throws(KeyringError) {
    var bytes = try slot.bytes
    bytes += [UInt8](repeating: 0, count: EpochFile.sectorBytes - bytes.count)
    try overwrite(place, with: bytes)
  }

  /// Whether a slot holds nothing at all.
  func isErased(_ place: Int) throws(KeyringError) -> Bool {
    var bytes = [UInt8](repeating: 1, count: EpochFile.slotBytes)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(file, $0.baseAddress, $0.count, place * EpochFile.slotBytes)
    }
    guard count == bytes.count else { throw .file(path: path, doing: "read", errno: errno) }
    return bytes.allSatisfy { $0 == 0 }
  }

  /// Destroys the key of an epoch.
  func erase(_ place: Int) throws(KeyringError) {
    try overwrite(place, with: [UInt8](repeating: 0, count: EpochFile.slotBytes))
  }

  private func overwrite(_ place: Int, with bytes: [UInt8]) throws(KeyringError) {
    let count = unsafe bytes.withUnsafeBytes {
      unsafe pwrite(file, $0.baseAddress, $0.count, place * EpochFile.slotBytes)
    }
    guard count == bytes.count, fsync(file) == 0 else {
      throw .file(path: path, doing: "write to", errno: errno)
    }
  }

  /// Whether the epoch in a slot is still the one that is served, as far as any process has written. Takes
  /// some nanoseconds.
  func serves(_ epoch: UInt32, at place: Int) -> Bool {
    let served = EpochSlot.servedWord(epoch)
    return word(place) == served && word(1 - place) < served
  }

  private func word(_ place: Int) -> UInt64 {
    let offset = place * EpochFile.slotBytes + EpochSlot.wordOffset
    guard let word = unsafe UnsafePointer<Atomic<UInt64>>(bitPattern: address + UInt(offset)) else {
      return 0
    }
    return unsafe UInt64(bigEndian: word.pointee.load(ordering: .sequentiallyConsistent))
  }
}

/// Makes a new file as long as it will ever be, with blocks of its own on the disk.
private func fill(_ file: Int32, _ path: String) throws(KeyringError) {
  var facts = stat()
  guard unsafe fstat(file, &facts) == 0 else { throw .file(path: path, doing: "measure", errno: errno) }
  guard facts.st_size < EpochFile.byteCount else { return }
  let zeros = [UInt8](repeating: 0, count: EpochFile.byteCount - Int(facts.st_size))
  let count = unsafe zeros.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, facts.st_size) }
  guard count == zeros.count, fsync(file) == 0, syncFolder(of: path) else {
    throw .file(path: path, doing: "write to", errno: errno)
  }
}

private func map(_ file: Int32, _ path: String) throws(KeyringError) -> UInt {
  var facts = stat()
  guard unsafe fstat(file, &facts) == 0, facts.st_size == EpochFile.byteCount else {
    throw .epochs(path: path)
  }
  let start = unsafe mmap(nil, EpochFile.byteCount, PROT_READ, MAP_SHARED, file, 0)
  guard unsafe start != MAP_FAILED else { throw .file(path: path, doing: "map", errno: errno) }
  return UInt(bitPattern: start)
}
