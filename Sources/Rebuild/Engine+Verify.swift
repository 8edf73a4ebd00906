internal import Events
internal import Journal
internal import Keyring

/// What a reading of the whole log found, bodies included.
public struct LogReport: Sendable, Encodable {
  public var records = 0
  /// Bodies that opened and could be read.
  public var opened = 0
  /// Bodies whose key has been destroyed, as it should be.
  public var destroyed = 0
  /// Bodies whose key is not here: it has not come yet, or this machine may not read them.
  public var keyless = 0
  /// Stored keys that opened, and those that were destroyed.
  public var keys = 0
  public var destroyedKeys = 0
  /// A sentence each; empty when all is as it should be.
  public var findings: [String] = []
}

extension Engine {
  /// Reads everything again: positions, ids, headers, the hash tree, that every body opens or its key is
  /// destroyed, every stored key and the one that signs checkpoints, and that each destroyed one has an
  /// erasure in the log. Among several machines, a key that has not come is none of its findings.
  public func verify(progress: (_ done: Int, _ total: Int) -> Void) throws -> LogReport {
    var opener = try Opener(keyring)
    var report = LogReport()
    var erased: Set<Handle> = []
    var absent: [Handle: Int] = [:]
    // Somebody of whom this machine has written had a key here.
    var own: Set<Handle> = []
    // And was let go of when they moved.
    var letGo: Set<Handle> = []
    var hasMachines = false
    let found = try journal.verify(progress: { progress(Int($0), Int($1)) }) { _, header, record in
      do {
        guard let event = try opener.event(record) else {
          if opener.absent.contains(header.handle) {
            absent[header.handle, default: 0] += 1
            if header.id.origin == journal.origin { own.insert(header.handle) }
          } else {
            report.destroyed += 1
          }
          return nil
        }
        if case .erased(let handles) = event.content { erased.formUnion(handles) }
        if case .participantLetGo(let departure) = event.content { letGo.insert(departure.handle) }
        if case .machineAdmitted = event.content { hasMachines = true }
        report.opened += 1
        return nil
      } catch {
        return "\(error)"
      }
    }
    report.records = found.records
    report.findings = found.findings.map(\.description)
    report.keyless = absent.values.reduce(0, +)
    let lost = hasMachines ? own.subtracting(letGo) : Set(absent.keys)
    report.findings += lost.sorted().map { sentence(ofLost: $0, events: absent[$0] ?? 0) }
    if try journal.sealedSigningSeed() != nil {
      do { _ = try signingKey() } catch let error as KeyringError {
        report.findings.append("the key that signs checkpoints cannot be opened: \(error)")
      }
    }
    try verifyKeys(erased, &report)
    return report
  }

  private func sentence(ofLost handle: Handle, events: Int) -> String {
    "there is no key for \(handle) any more, of whom the log has \(events) event\(events == 1 ? "" : "s"): restore the keys from a backup"
  }

  /// An erasure whose key still lives is no finding: a kill may have come between, and the next command that
  /// opens the folder destroys it.
  private func verifyKeys(_ erased: Set<Handle>, _ report: inout LogReport) throws {
    let keys = try keyring.verify()
    (report.keys, report.destroyedKeys) = (keys.live, keys.destroyed.count)
    report.findings += keys.findings
    // Also by an erasure that was told while the log was read.
    let since = try erasedSince(Position(report.records))
    report.findings += keys.destroyed.subtracting(erased).subtracting(since).sorted().map {
      "the key of \($0) was destroyed, and the log knows of no erasure: log and keys are not of one time"
    }
  }
}
