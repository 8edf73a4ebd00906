public import Events
internal import Keyring
internal import Synchronization

/// A machine that has not let go yet of participants who have moved away from its region.
public struct StillHeld: Hashable, Sendable, Encodable {
  public var machine: String
  public var participants: Int
}

extension Membership {
  /// Participants who belong to another region than this machine by now, and whose key is here still, each with the
  /// move. None where the machine keeps all.
  public func departed() throws -> [Departure] {
    guard let here = asKnown, !here.keepsAll else { return [] }
    let moved = log.withLock { $0.regions.elsewhere(than: here.region) }
    let live = try keyring.live(among: moved.map(\.handle))
    return moved.filter { live.contains($0.handle) }
  }

  /// Whether this machine has said already that it lets go of them.
  public func hasTold(_ departure: Departure) -> Bool {
    log.withLock { $0.regions.isLetGo(departure, by: $0.fleet.origins(of: name)) }
  }

  /// Of machines that are admitted and not locked out, and were when the participants moved.
  public var stillHeld: [StillHeld] {
    log.withLock { log in
      log.fleet.active.filter { !$0.keepsAll }.compactMap { machine in
        guard let began = log.fleet.began(machine.name) else { return nil }
        let origins = log.fleet.origins(of: machine.name)
        let held = log.regions.elsewhere(than: machine.region).filter {
          $0.told > began && log.regions.wasHome(machine.region, of: $0.handle, log.fleet)
            && !log.regions.isLetGo($0, by: origins)
        }
        return held.isEmpty ? nil : StillHeld(machine: machine.name, participants: held.count)
      }
    }
  }
}
