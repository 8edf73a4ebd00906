public import Events
internal import Journal
internal import Keyring

extension MeetingDesk {
  /// Takes records from another machine into the log; what is new is on the disk when this returns. Records
  /// of a participant whose key is not here are left out, and said so, so that nobody's events lie here while
  /// another key could be drawn for them.
  ///
  /// Also records of this machine's own may come that are not here: then its folder was put back as it was at
  /// an earlier time, and it takes a new origin first.
  /// - Parameter keyless: participants whose records are taken without a key, since there is none to be had.
  public func take(_ records: [[UInt8]], keyless: Set<Handle> = []) throws -> Taken {
    var (taken, arrivals) = try sift(records, keyless)
    taken.add(try journal.takeNow(arrivals))
    return taken
  }

  /// The same for a caller that must not block its thread.
  public func take(_ records: [[UInt8]], keyless: Set<Handle> = []) async throws -> Taken {
    var (taken, arrivals) = try sift(records, keyless)
    taken.add(try await journal.take(arrivals))
    return taken
  }

  private func sift(_ records: [[UInt8]], _ keyless: Set<Handle>) throws -> (Taken, [Arrival]) {
    var (taken, came) = (Taken(), [Arrival]())
    for record in records {
      do throws(ArrivalError) { came.append(try Arrival(record)) } catch {
        taken.refused.append(error.description)
      }
    }
    var gate = try Gate(keyring)
    var (arrivals, waiting): ([Arrival], Set<Handle>) = ([], [])
    for (arrival, isKnown) in zip(came, try journal.has(came.map(\.header.id))) {
      do {
        if isKnown {
          arrivals.append(arrival)
        } else if try gate.check(arrival) || keyless.contains(arrival.header.handle) {
          arrivals.append(arrival)
          if arrival.header.id.origin == journal.origin { taken.newOrigin = try journal.renewOrigin() }
        } else {
          waiting.insert(arrival.header.handle)
        }
      } catch let error as BrokenSeal {
        taken.refused.append(error.description)
      }
    }
    taken.waiting = waiting.sorted()
    return (taken, arrivals)
  }
}

/// A record whose seal does not hold.
private struct BrokenSeal: Error, CustomStringConvertible {
  let id: EventID
  var description: String {
    "event \(id) came altered or damaged and was not taken: run ‘tillid verify’ on the machine that it came from, and restore that one from a backup"
  }
}

/// Looks whether records are what was sealed, as far as their keys are here.
private struct Gate: ~Copyable {
  private var sealer: Sealer
  private var opened: [UInt8] = []

  init(_ keyring: Keyring) throws { sealer = try keyring.sealer(remembering: 4_096) }

  /// False when there is no key here, and never was.
  mutating func check(_ arrival: Arrival) throws -> Bool {
    let record = arrival.bytes.span.bytes
    do throws(KeyringError) {
      try sealer.open(
        record.extracting(Header.byteCount..<record.byteCount), for: arrival.header.handle,
        binding: record.extracting(0..<Header.byteCount), into: &opened)
      return true
    } catch {
      switch error {
      case .destroyed: return true
      case .unknown: return false
      case .forged: throw BrokenSeal(id: arrival.header.id)
      default: throw error
      }
    }
  }
}

extension Taken {
  fileprivate mutating func add(_ intake: Intake) {
    (appended, known, parted) = (intake.appended, intake.known, intake.parted)
  }
}
