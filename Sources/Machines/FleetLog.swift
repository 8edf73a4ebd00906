public import Events
internal import Journal
internal import Keyring

/// An event about somebody who was erased, which was written elsewhere and came afterwards: it is in every log, and
/// nobody can read it.
public struct Refused: Hashable, Sendable {
  public var event: EventID
  /// Of the machine that wrote it; nil for a phone's origin.
  public var machine: String?
}

/// What the log says of the machines, of whose participant somebody is, and of erasures. It follows the log from
/// where it stood.
struct FleetLog {
  private(set) var fleet = Fleet()
  private(set) var regions = Regions()
  private(set) var erasures = Erasures()
  private var strays: [EventID] = []
  private var reached: Position = 0
  /// What could not be opened for want of a key that may still come.
  private var waiting: [Position] = []

  /// Records in one read transaction.
  private static let step = 100_000
  private static let organisation: EventTypes = [
    .machineAdmitted, .machineLockedOut, .erased, .keyDestroyed, .participantLetGo,
  ]

  /// - Returns: whether there was anything new.
  mutating func follow(_ journal: Journal, _ keyring: Keyring) throws -> Bool {
    let start = reached
    for position in waiting.taken() {
      try journal.records(at: [position]) { try open($0, $1, $2, keyring) }
    }
    while true {
      let before = reached
      reached = try journal.read(after: before, atMost: Self.step) { position, header, record in
        if isWanted(header) { try open(position, header, record, keyring) }
      }
      if reached == before { return reached > start }
    }
  }

  private mutating func isWanted(_ header: Header) -> Bool {
    guard let type = header.type else { return false }
    if header.handle.isOrganisation { return Self.organisation.contains(type) }
    if erasures.erased.contains(header.handle) { strays.append(header.id) }
    regions.see(header)
    return Regions.types.contains(type)
  }

  private mutating func open(
    _ position: Position, _ header: Header, _ record: RawSpan, _ keyring: Keyring
  ) throws {
    let sealed = record.array(Header.byteCount..<record.byteCount)
    do throws(KeyringError) {
      let body = try keyring.open(sealed, for: header.handle, binding: header.bytes)
      // What cannot be read is named where the views are.
      if let event = try? Body.read(body.span.bytes, under: header) { take(event) }
    } catch {
      if case .unknown = error { waiting.append(position) }
    }
  }

  private mutating func take(_ event: Event) {
    let before = fleet
    fleet.take(event)
    if fleet != before { regions.takeFleet() }
    regions.take(event)
    erasures.take(event)
    if case .erased(let handles) = event.content { regions.erase(handles) }
  }

  /// In the order in which they came to this machine; nothing of what was written here.
  func refused(here origin: UInt64) -> [Refused] {
    strays.filter { $0.origin != origin }.map {
      Refused(event: $0, machine: fleet.machine(writingAs: $0.origin)?.name)
    }
  }
}

extension Array {
  /// All of it; what is left is empty.
  fileprivate mutating func taken() -> [Element] {
    defer { self = [] }
    return self
  }
}
