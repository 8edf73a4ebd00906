import Events
import Foundation
import Journal
import Keyring

/// Durable append: so many tasks, each waiting for its own acknowledgement before it begins the next.
func appending(_ asked: Asked) async throws {
  let (folder, writers) = (asked.text("folder"), asked.count("writers", 1))
  let journal = try Journal(at: folder + "/log")
  let keyring = try Keyring(at: folder + "/keys", master: try MasterKey.make(file: folder + ".key"))
  let handles = (0..<64).map { _ in Handle.random() }
  try keyring.makeKeys(for: handles)
  let isSealed = asked.text("bodies", "plain") == "sealed"
  let drafts = (0..<writers).map { draft($0, handles[$0 % 64], isSealed ? keyring : nil) }

  let clock = ContinuousClock()
  let start = clock.now
  let end = start + .seconds(asked.seconds("seconds", 2))
  let waits = try await withThrowingTaskGroup(of: [Double].self) { group in
    for draft in drafts {
      group.addTask {
        var waits: [Double] = []
        var last = clock.now
        while last < end {
          guard try await journal.append([draft])[0].isNew else { fatalError("an event was there already") }
          let now = clock.now
          waits.append((now - last).inSeconds)
          last = now
        }
        return waits
      }
    }
    return try await group.reduce(into: []) { $0 += $1 }
  }
  let taken = (clock.now - start).inSeconds
  let recordBytes = try journal.record(at: 1)?.count ?? 0
  try answer([
    "events": waits.count, "seconds": taken, "stored": Int(try journal.end), "recordBytes": recordBytes,
    "wait": waits.quantiles,
  ])
}

private func draft(_ number: Int, _ handle: Handle, _ keyring: Keyring?) -> Draft {
  guard let keyring else {
    let body = [UInt8](repeating: UInt8(number & 255), count: 120)
    return Draft(type: .note, handle: handle) { _ in body }
  }
  let plain = Lines.body(number, of: handle)
  return Draft(type: .note, handle: handle) { header in
    try keyring.seal(plain, for: header.handle, binding: header.bytes)
  }
}

/// Appends so many events, sealed, in batches of equal size; each batch is one participant's.
func batches(_ asked: Asked) throws {
  let (folder, events, size) = (asked.text("folder"), asked.count("events"), asked.count("batch", 1))
  let journal = try Journal(at: folder + "/log")
  let keyring = try Keyring(at: folder + "/keys", master: try MasterKey.make(file: folder + ".key"))
  let handles = (0..<100).map { _ in Handle.random() }
  try keyring.makeKeys(for: handles)
  let taken = try seconds {
    for first in stride(from: 0, to: events, by: size) {
      let handle = handles[first / size % handles.count]
      let drafts = (first..<first + size).map { number in
        let body = Lines.body(number, of: handle)
        return Draft(type: .note, handle: handle) { header in
          try keyring.seal(body, for: header.handle, binding: header.bytes)
        }
      }
      _ = try journal.appendNow(drafts)
    }
  }
  try answer([
    "events": events, "seconds": taken, "stored": Int(try journal.end),
    "recordBytes": try journal.record(at: 1)?.count ?? 0,
  ])
}
