internal import Events
internal import Glibc
internal import Synchronization

/// What the threads of one process are folding, in a file that is mapped into memory: what stands in it outlives
/// the process without ever being written. Processes that build beside each other have one each.
final class BlackBox: Sendable {
  /// A place for each thread of the largest rebuild, and some more.
  private static let slotCount = 512
  private static let byteCount = slotCount * FoldSlot.byteCount

  private let base: UInt
  /// Locked for as long as the process lives.
  private let file: Int32
  /// The places that no thread has, the next one last.
  private let free: Mutex<[Int]>

  /// Nil where a process that lives has it.
  static func take(_ path: String) throws(BlackBoxError) -> BlackBox? {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BlackBoxError(path: path, reason: String(cString: strerror(errno))) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return nil
    }
    return try BlackBox(file, path)
  }

  private init(_ file: Int32, _ path: String) throws(BlackBoxError) {
    guard ftruncate(file, off_t(Self.byteCount)) == 0,
      let room = mmap(nil, Self.byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), room != MAP_FAILED
    else {
      let reason = String(cString: strerror(errno))
      close(file)
      throw BlackBoxError(path: path, reason: reason)
    }
    base = UInt(bitPattern: room)
    self.file = file
    free = Mutex((0..<Self.slotCount).reversed())
    Self.watchForTraps
  }

  deinit {
    munmap(UnsafeMutableRawPointer(bitPattern: base), Self.byteCount)
    close(file)
  }

  /// The caller's alone until it lets go of it.
  func slot() -> FoldSlot {
    let number = free.withLock { $0.popLast() }
    precondition(number != nil, "more than \(Self.slotCount) threads make views")
    return FoldSlot(self, number ?? 0, at: base + UInt((number ?? 0) * FoldSlot.byteCount))
  }

  fileprivate func giveBack(_ number: Int) { free.withLock { $0.append(number) } }

  /// What a process that is gone left marked.
  func trapped() -> Set<Trap> {
    Set((0..<Self.slotCount).compactMap { FoldSlot.trap(at: base + UInt($0 * FoldSlot.byteCount)) })
  }

  func clear() {
    UnsafeMutableRawPointer(bitPattern: base)?.initializeMemory(
      as: UInt8.self, repeating: 0, count: Self.byteCount)
  }

  /// From now on a trap marks what its thread was folding; then it is met again, by whoever was to get it before:
  /// Swift, which prints a backtrace, or the system. It ends the process as it always did.
  private static let watchForTraps: Void = {
    FoldSlot.makeKey()
    for signal in [SIGILL, SIGTRAP, SIGFPE, SIGABRT] {
      var action = sigaction()
      sigaction(signal, nil, &earlier[Int(signal)])
      action.__sigaction_handler.sa_handler = { signal in
        FoldSlot.mark()
        sigaction(signal, &earlier[Int(signal)], nil)
      }
      sigaction(signal, &action, nil)
    }
  }()
}

/// What each signal would have done without us; written once, before a handler may need it. No array, whose memory
/// a handler might have to share.
nonisolated(unsafe) private let earlier = {
  let room = UnsafeMutablePointer<sigaction>.allocate(capacity: 32)
  room.initialize(repeating: sigaction(), count: 32)
  return room
}()

/// What keeps a black box from being opened.
struct BlackBoxError: Refusal {
  let path: String
  let reason: String
  func sentence(_ language: Language) -> String {
    language.say(
      "\(path) kan ikke åbnes (\(reason)): sørg for, at mappen kan skrives i, eller slet filen, og kør ‘tillid rebuild’",
      "\(path) cannot be opened (\(reason)): see that the folder can be written, or delete the file and run ‘tillid rebuild’"
    )
  }
}

/// The notes of one thread: whose story it folds, for which view, at which event. A note is a store into memory.
final class FoldSlot: Sendable {
  static let byteCount = 64
  /// Stands for all views: their story was being read.
  static let everyView = UInt64.max

  private let box: BlackBox
  private let number: Int
  private let address: UInt

  fileprivate init(_ box: BlackBox, _ number: Int, at address: UInt) {
    (self.box, self.number, self.address) = (box, number, address)
  }

  deinit {
    end()
    box.giveBack(number)
  }

  /// The words of a note.
  private enum Field { static let state = 0, view = 1, high = 2, low = 3, origin = 4, sequence = 5 }
  private enum State { static let nothing: UInt64 = 0, folding: UInt64 = 1, trapped: UInt64 = 2 }

  /// This thread begins with a person's story; or with an event of the organisation.
  func begin(_ keeper: Handle, at event: EventID) {
    pthread_setspecific(Self.key, UnsafeRawPointer(bitPattern: address))
    Self.put(keeper.high, Field.high, address)
    Self.put(keeper.low, Field.low, address)
    Self.put(Self.everyView, Field.view, address)
    at(event)
    Self.put(State.folding, Field.state, address)
  }

  @inline(__always)
  func fold(_ view: UInt64) { Self.put(view, Field.view, address) }

  @inline(__always)
  func at(_ event: EventID) {
    Self.put(event.origin, Field.origin, address)
    Self.put(event.sequence, Field.sequence, address)
  }

  func end() {
    Self.put(State.nothing, Field.state, address)
    pthread_setspecific(Self.key, nil)
  }

  /// Atomic, so that no compiler leaves it out before a trap.
  @inline(__always)
  private static func put(_ value: UInt64, _ field: Int, _ address: UInt) {
    word(field, address)?.pointee.store(value, ordering: .relaxed)
  }

  @inline(__always)
  private static func word(_ field: Int, _ address: UInt) -> UnsafeMutablePointer<Atomic<UInt64>>? {
    UnsafeMutablePointer(bitPattern: address + UInt(field * 8))
  }

  fileprivate static func trap(at address: UInt) -> Trap? {
    func read(_ field: Int) -> UInt64 { word(field, address)?.pointee.load(ordering: .relaxed) ?? 0 }
    guard read(Field.state) == State.trapped else { return nil }
    return Trap(
      view: read(Field.view), keeper: Handle(high: read(Field.high), low: read(Field.low)),
      event: EventID(origin: read(Field.origin), sequence: read(Field.sequence)))
  }

  // MARK: signals

  /// The address of the notes of this thread, where it folds.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    precondition(pthread_key_create(&key, nil) == 0, "no key for the notes of threads")
    return key
  }()

  /// Before a handler may need it.
  fileprivate static func makeKey() { _ = key }

  /// Only what may be called in the handler of a signal.
  fileprivate static func mark() {
    guard let address = pthread_getspecific(key) else { return }
    put(State.trapped, Field.state, UInt(bitPattern: address))
    write(2, farewell.utf8Start, farewell.utf8CodeUnitCount)
  }
}

/// What a process says on standard error when a fold ends it.
public enum BrokenFold {
  public static func ends(saying sentence: StaticString) { farewell = sentence }
}

/// Set once, before any thread can need it.
nonisolated(unsafe) private var farewell: StaticString = ""
