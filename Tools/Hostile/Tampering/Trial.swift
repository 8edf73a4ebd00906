import Events
import Foundation
import Journal
import Keyring
import LMDB
import Rebuild

/// What became of an edit.
public enum Verdict: Sendable {
  /// Found by the reading of the file's structure, before LMDB was asked.
  case structure(String)
  /// The folder was refused at opening, with a sentence.
  case opening(String)
  /// Found by the reading of the contents: seals, tree, positions, ids, keys.
  case contents(String)
  /// Not found, and nothing that is kept has changed: each entry of each table is as it was, and LMDB finds it.
  case harmless
  /// Not found, though something is other than it was.
  case missed(String)

  public var name: String {
    switch self {
    case .structure: "structure"
    case .opening: "opening"
    case .contents(let finding) where finding.contains("tree") || finding.contains("root"): "tree"
    case .contents(let finding) where finding.contains("altered") || finding.contains("sealed"): "seal"
    case .contents: "contents"
    case .harmless: "harmless"
    case .missed: "MISSED"
    }
  }

  public var detail: String {
    switch self {
    case .structure(let text), .opening(let text), .contents(let text), .missed(let text): text
    case .harmless: ""
    }
  }
}

/// Asks of one edit after another whether `verify` finds it.
public struct Trial {
  typealias Entries = [String: [[UInt8]: [UInt8]]]
  private let subject: Subject
  private let original: [String: Entries]

  public init(_ subject: Subject) throws {
    self.subject = subject
    var original: [String: Entries] = [:]
    for store in subject.stores { original[store] = try Self.entries(subject, store) }
    self.original = original
  }

  /// Changes the byte, verifies, and puts it back.
  public func verdict(_ edit: Edit) throws -> Verdict {
    try edit.apply(to: subject)
    defer { try? subject.restore() }  // The next trial finds a folder that is not as it was.
    do {
      let structure =
        try Journal.structure(at: subject.path + "/log") + Keyring.structure(at: subject.path + "/keys")
      if let finding = structure.first { return .structure(finding) }
    } catch { return .opening("\(error)") }
    let after = try Dictionary(
      uniqueKeysWithValues: subject.stores.map { ($0, try Self.entries(subject, $0)) })
    if let finding = try verify() { return finding }
    for store in subject.stores where after[store] != original[store] {
      return .missed("\(edit): \(store) holds other entries")
    }
    for store in subject.stores {
      if let lost = try lookUp(store) { return .missed("\(edit): \(store) does not find \(lost)") }
    }
    return .harmless
  }

  /// As the command does it, once the structure is known to be sound.
  private func verify() throws -> Verdict? {
    let engine: Engine
    do { engine = try subject.engine(views: subject.path + "/no-views") } catch {
      return .opening("\(error)")
    }
    defer { engine.journal.close() }
    do {
      let report = try engine.verify { _, _ in }
      return report.findings.first.map { .contents($0) }
    } catch { return .contents("\(error)") }
  }

  /// Every entry, by a way that does not lead through LMDB.
  private static func entries(_ subject: Subject, _ store: String) throws -> Entries {
    var entries: Entries = [:]
    _ = try Environment.structure(at: subject.path + "/" + store) { table, key, value in
      entries[table, default: [:]][key] = value
    }
    return entries
  }

  /// Asks LMDB for each key, by way of the branches.
  private func lookUp(_ store: String) throws -> String? {
    let entries = original[store] ?? [:]
    let environment = try Environment(
      at: subject.path + "/" + store, tables: Array(entries.keys), readOnly: true)
    let read = try environment.beginRead()
    for (name, kept) in entries {
      let table: Table<[UInt8]> = environment.table(name)
      guard try read.count(of: table) == kept.count else { return "as many entries of \(name)" }
      for (key, value) in kept {
        guard let found = try read.value(at: key, in: table), [UInt8](copying: found) == value else {
          return "\(key) of \(name)"
        }
      }
    }
    return nil
  }
}
