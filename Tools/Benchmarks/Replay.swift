import Events
import Foundation
import Journal
import Keyring
import Rebuild
import Synchronization

/// Reads a whole log through one fold: how many events each participant has.
///
/// - `opened`: every body is opened and decoded into an `Event`, as an event-sourcing library does.
/// - `headers`: the same answer from the clear headers, since this fold asks for no more.
func replay(_ asked: Asked) throws {
  let folder = asked.text("folder")
  let journal = try Journal(at: folder + "/log", access: .readOnly)
  let keyring = try Keyring(
    at: folder + "/keys", master: try MasterKey(file: folder + ".key"), readOnly: true)
  let (threads, isOpened) = (asked.count("threads", 1), asked.text("by", "opened") == "opened")
  let end = Int(try journal.end)
  let share = (end + threads - 1) / threads
  let folds = Mutex<[Handle: Int]>([:])
  let failure = Mutex<(any Error)?>(nil)
  let taken = seconds {
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      do {
        let bounds = (thread * share)..<min((thread + 1) * share, end)
        let fold = isOpened ? try opened(journal, keyring, bounds) : try headers(journal, bounds)
        folds.withLock { $0.merge(fold, uniquingKeysWith: +) }
      } catch { failure.withLock { $0 = error } }
    }
  }
  if let failure = failure.withLock({ $0 }) { throw failure }
  let fold = folds.withLock { $0 }
  try answer([
    "events": fold.values.reduce(0, +), "participants": fold.count, "stored": end, "seconds": taken,
  ])
}

private func opened(_ journal: Journal, _ keyring: Keyring, _ bounds: Range<Int>) throws -> [Handle: Int] {
  var reader = try EventReader(journal, keyring)
  var fold: [Handle: Int] = [:]
  var at = bounds.lowerBound
  while at < bounds.upperBound {
    at = Int(
      try reader.each(after: Position(at), atMost: min(4096, bounds.upperBound - at)) {
        fold[$0.handle, default: 0] += 1
      })
  }
  return fold
}

private func headers(_ journal: Journal, _ bounds: Range<Int>) throws -> [Handle: Int] {
  var fold: [Handle: Int] = [:]
  var at = bounds.lowerBound
  while at < bounds.upperBound {
    at = Int(
      try journal.read(after: Position(at), atMost: min(100_000, bounds.upperBound - at)) { _, header, _ in
        fold[header.handle, default: 0] += 1
      })
  }
  return fold
}

/// Every byte of every record, summed: what the reader itself costs beside a bare cursor.
func scan(_ asked: Asked) throws {
  let journal = try Journal(at: asked.text("folder") + "/log", access: .readOnly)
  let end = try journal.end
  var (count, bytes, sum) = (0, 0, 0)
  let taken = try seconds {
    var at: Position = 0
    while at < end {
      at = try journal.read(after: at, atMost: 100_000) { _, _, record in
        count += 1
        bytes += record.byteCount
        for place in 0..<record.byteCount {
          sum &+= Int(record.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self))
        }
      }
    }
  }
  try answer(["events": count, "bytes": bytes, "sum": sum, "seconds": taken])
}
