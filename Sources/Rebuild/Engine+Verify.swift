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
  /// A sentence each; empty when all is as it should be.
  public var findings: [String] = []
}

extension Engine {
  /// Reads everything again: positions, ids, headers, the hash tree, that every body opens or its key is
  /// destroyed, and that the key opens which signs checkpoints.
  public func verify(progress: (_ done: Int, _ total: Int) -> Void) throws -> LogReport {
    var opener = try Opener(keyring)
    var report = LogReport()
    let found = try journal.verify(progress: { progress(Int($0), Int($1)) }) { _, _, record in
      do throws(Aside) {
        if try opener.event(record) == nil { report.destroyed += 1 } else { report.opened += 1 }
        return nil
      } catch {
        return error.reason
      }
    }
    report.records = found.records
    report.findings = found.findings.map(\.description)
    if try journal.sealedSigningSeed() != nil {
      do { _ = try signingKey() } catch let error as KeyringError {
        report.findings.append("the key that signs checkpoints cannot be opened: \(error)")
      }
    }
    return report
  }
}
