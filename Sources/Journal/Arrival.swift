public import Events
internal import LMDB

/// A record as it lies in another machine's log.
public struct Arrival: Sendable {
  public let header: Header
  /// Header and sealed body.
  public let bytes: [UInt8]

  /// - Throws: what makes it no record that a log could have.
  public init(_ bytes: [UInt8]) throws(ArrivalError) {
    do throws(HeaderError) { header = try Header(bytes.span.bytes) } catch { throw .header(error) }
    guard Placing.sequences.contains(header.id.sequence), header.id.origin != 0 else {
      throw .noSuchID(header.id)
    }
    guard bytes.count <= Journal.maximumRecordBytes else { throw .oversized(header.id, bytes: bytes.count) }
    self.bytes = bytes
  }

  var body: [UInt8] { Array(bytes[Header.byteCount...]) }

  func isSame(as record: RawSpan) -> Bool {
    guard record.byteCount == bytes.count else { return false }
    return record.withUnsafeBytes { $0.elementsEqual(bytes) }
  }
}

/// Why bytes from another machine are no record. Nothing of them was written.
public enum ArrivalError: Error, Equatable, CustomStringConvertible {
  case header(HeaderError)
  case noSuchID(EventID)
  case oversized(EventID, bytes: Int)

  public var description: String {
    switch self {
    case .header(.tooShort(let count)):
      "a record of \(count) bytes came, fewer than the \(Header.byteCount) of a header: look into that machine's log with ‘tillid verify’"
    case .header(.unknownFormat(let format)):
      "a record of format \(format) came, which this version does not know: install a newer version"
    case .noSuchID(let id):
      "a record came with the id \(id), which no machine gives: look into that machine's log with ‘tillid verify’"
    case .oversized(let id, let bytes):
      "event \(id) has \(bytes) bytes, more than the \(Journal.maximumRecordBytes) that a log takes: it stays where it is"
    }
  }
}

/// What became of records from another machine.
public struct Intake: Sendable, Hashable {
  /// Those that are new here, on the disk, in the order in which they came.
  public internal(set) var appended: [EventID] = []
  /// How many were here already, byte for byte.
  public internal(set) var known = 0
  /// Ids under which the log has other bytes. They were not written.
  public internal(set) var parted: [EventID] = []
}

extension Journal {
  /// Appends records as they came. Those that are here already change nothing, and one whose id has other
  /// bytes here is named and left out; all else is appended at once.
  @available(*, noasync, message: "use take")
  public func takeNow(_ arrivals: [Arrival]) throws(JournalError) -> Intake {
    while true {
      let (intake, drafts) = try sort(arrivals)
      do throws(JournalError) {
        return drafts.isEmpty ? intake : intake.adding(try appendNow(drafts))
      } catch {
        // Another caller has just appended another of that id: next time it is seen.
        guard case .otherEvent = error else { throw error }
      }
    }
  }

  /// The same for a caller that must not block its thread.
  public func take(_ arrivals: [Arrival]) async throws(JournalError) -> Intake {
    while true {
      let (intake, drafts) = try sort(arrivals)
      do throws(JournalError) {
        return drafts.isEmpty ? intake : intake.adding(try await append(drafts))
      } catch {
        guard case .otherEvent = error else { throw error }
      }
    }
  }

  /// What is known and what has parted, and drafts of all else.
  private func sort(_ arrivals: [Arrival]) throws(JournalError) -> (Intake, [Draft]) {
    var (intake, drafts) = (Intake(), [Draft]())
    var new: [EventID: Int] = [:]
    let read = try stored { () throws(LMDBError) in try environment.beginRead() }
    for arrival in arrivals {
      let id = arrival.header.id
      if let earlier = new[id] {
        intake.count(drafts[earlier].arrival?.bytes == arrival.bytes, id)
      } else if let isSame = try stored({ () throws(LMDBError) in try isHere(arrival, read) }) {
        intake.count(isSame, id)
      } else {
        new[id] = drafts.count
        drafts.append(Draft(arrival))
      }
    }
    return (intake, drafts)
  }

  /// Whether the record of that id is the very same; nil when there is none.
  private func isHere(_ arrival: Arrival, _ read: borrowing ReadTransaction) throws(LMDBError) -> Bool? {
    guard let position = try read.value(at: Pair(arrival.header.id), in: tables.ids)?.position,
      let record = try read.value(at: position, in: tables.records)
    else { return nil }
    return arrival.isSame(as: record)
  }
}

extension Intake {
  fileprivate mutating func count(_ isSame: Bool, _ id: EventID) {
    if isSame { known += 1 } else { parted.append(id) }
  }

  fileprivate func adding(_ receipts: [Receipt]) -> Intake {
    var intake = self
    for receipt in receipts {
      if receipt.isNew { intake.appended.append(receipt.id) } else { intake.known += 1 }
    }
    return intake
  }
}
