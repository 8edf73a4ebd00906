internal import Events
internal import Keyring
public import Meeting
public import Notebook
internal import Rebuild

/// How a machine lets go of participants who belong to another region by now: only once a machine that keeps all has
/// their keys, and all that is here of them, on its own disk. Who comes back is told anew when the key is here again.
public struct LettingGo {
  public typealias Ask = (_ bytes: [UInt8]) async throws -> [UInt8]

  private let notebook: Notebook
  private let membership: Membership
  private let desk: MeetingDesk

  /// Participants at a time: each time ends an epoch of the keys.
  private static let most = 2_000

  public init(_ notebook: Notebook, _ membership: Membership, _ desk: MeetingDesk) {
    (self.notebook, self.membership, self.desk) = (notebook, membership, desk)
  }

  /// - Parameters:
  ///   - hub: that was just met.
  ///   - ask: as of a meeting.
  /// - Returns: of how many it has let go.
  @discardableResult
  public func run(beside hub: String, _ ask: Ask) async throws -> Int {
    try membership.follow()
    let departed = Array(try membership.departed().prefix(Self.most))
    guard !departed.isEmpty else { return 0 }
    let leaving = try await held(departed, by: hub, ask)
    let named = try leaving.map { ($0, names: try notebook.names(of: $0.handle)) }
    try notebook.letGo(leaving, telling: leaving.filter { !membership.hasTold($0) })
    // Not before: whose key is here is taken out of it at each look.
    try Moved(membership.folder, notebook.engine.keyring).add(named)
    desk.letGo(leaving.map(\.handle))
    // What was told of them while this went on is sealed, and goes there as well.
    try notebook.catchUp()
    for departure in leaving { _ = try await giveAll(of: departure.handle, to: hub, ask) }
    return leaving.count
  }

  /// Those of whom the hub has everything when this returns.
  private func held(_ departed: [Departure], by hub: String, _ ask: Ask) async throws -> [Departure] {
    try notebook.catchUp()
    let given = Set(try await Meeting.giveKeys(of: departed.map(\.handle), desk, to: hub, ask: ask))
    var held: [Departure] = []
    for departure in departed where given.contains(departure.handle) {
      if try await giveAll(of: departure.handle, to: hub, ask) { held.append(departure) }
    }
    return held
  }

  private func giveAll(of handle: Handle, to hub: String, _ ask: Ask) async throws -> Bool {
    try await Meeting.give(try notebook.engine.records(of: handle), desk, to: hub, ask: ask)
  }
}
