internal import Events
internal import Foundation
public import Keyring
internal import Synchronization

/// What lies in `DATA/machine` and `DATA/broker`.
///
/// ```text
/// machine/machine.yaml   what this machine is
/// machine/identity       its private key and its secrets, sealed under the organisation's key
/// machine/asking         the same key in the clear (0600), only until an answer has been taken in
/// machine/outbox         what its own stream is called; of vans and regions
/// machine/given          how far its own events have been given to the stream
/// machine/state.json     what the carrier last saw
/// machine/moved          who has moved away from here, sealed
/// machine/locked-out     why its keys are destroyed
/// broker/nats.conf       for the broker beside it
/// ```
public struct MachineFolder: Sendable {
  /// The data folder.
  public let path: String

  public init(_ data: String) { path = data }

  public var settingsPath: String { path + "/machine/machine.yaml" }
  public var statePath: String { path + "/machine/state.json" }
  public var brokerPath: String { path + "/broker/nats.conf" }
  var identityPath: String { path + "/machine/identity" }
  var askingPath: String { path + "/machine/asking" }
  var movedPath: String { path + "/machine/moved" }
  var lockedOutPath: String { path + "/machine/locked-out" }

  /// Whether this is one of several machines.
  public var isOneOfSeveral: Bool { isThere(settingsPath) }

  func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// nil on a machine that stands alone.
  public func settings() throws -> MachineSettings? {
    guard isOneOfSeveral else { return nil }
    do { return try MachineSettings(yaml: String(contentsOfFile: settingsPath, encoding: .utf8)) } catch {
      throw MachinesError.file(settingsPath, doing: "read", reason: "\(error)")
    }
  }

  private static func binding(_ name: String) -> [UInt8] { Array("machine identity \(name)".utf8) }

  func keep(
    _ identity: MachineIdentity, _ secrets: MachineSecrets, _ settings: MachineSettings, _ keyring: Keyring
  ) throws {
    var writer = WireWriter()
    writer.data(1, identity.privateBytes)
    writer.message(2) { secrets.write(to: &$0) }
    let sealed = try keyring.seal(
      writer.bytes, for: .organisation, binding: Self.binding(identity.name))
    try write(sealed, at: identityPath)
    try write(Array(settings.yaml.utf8), at: settingsPath)
  }

  /// Takes the private key out of the clear, once the folder is whole.
  public func forgetAsking() throws {
    if isThere(askingPath) { try overwrite(askingPath) }
  }

  public func identity(_ keyring: Keyring) throws -> (identity: MachineIdentity, secrets: MachineSecrets) {
    guard let settings = try settings() else { throw MachinesError.noFleet }
    guard let sealed = FileManager.default.contents(atPath: identityPath) else {
      throw MachinesError.file(identityPath, doing: "read", reason: "it is not there")
    }
    let bytes = try keyring.open(Array(sealed), for: .organisation, binding: Self.binding(settings.name))
    var (key, secrets): ([UInt8], MachineSecrets) = ([], MachineSecrets())
    var reader = WireReader(0..<bytes.count)
    while let field = try reader.next(in: bytes.span.bytes) {
      if field.number == 1 { key = bytes.span.bytes.array(field.bytes) }
      if field.number == 2 { secrets = try MachineSecrets(field.bytes, bytes.span.bytes) }
    }
    guard let identity = MachineIdentity(settings.name, key) else {
      throw MachinesError.file(identityPath, doing: "read", reason: "it holds no key")
    }
    return (identity, secrets)
  }

  /// One at a time: who takes orders and who carries may write the same file.
  private static let writing = Mutex(())

  /// Whole under its name when this returns; mode 0600 in a folder of 0700.
  /// - Parameter synced: whether it is on the disk by then.
  func write(_ bytes: [UInt8], at path: String, synced: Bool = true) throws {
    try Self.writing.withLock { _ in try writeAlone(bytes, at: path, synced) }
  }

  private func writeAlone(_ bytes: [UInt8], at path: String, _ synced: Bool) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let beside = path + ".new"
      guard
        FileManager.default.createFile(
          atPath: beside, contents: nil, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown) }
      let file = try FileHandle(forWritingTo: URL(filePath: beside))
      try file.write(contentsOf: bytes)
      if synced { try file.synchronize() }
      try file.close()
      guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
      guard synced else { return }
      let opened = try FileHandle(forReadingFrom: URL(filePath: folder))
      fsync(opened.fileDescriptor)
      try opened.close()
    } catch { throw MachinesError.file(path, doing: "write", reason: error.localizedDescription) }
  }

  /// Writes zeros over a file, and takes it away.
  func overwrite(_ path: String) throws {
    do {
      let file = try FileHandle(forUpdating: URL(filePath: path))
      let size = try file.seekToEnd()
      try file.seek(toOffset: 0)
      var left = size
      while left > 0 {
        let share = min(left, 1 << 20)
        try file.write(contentsOf: [UInt8](repeating: 0, count: Int(share)))
        left -= share
      }
      try file.synchronize()
      try file.close()
      try FileManager.default.removeItem(atPath: path)
    } catch { throw MachinesError.file(path, doing: "write over", reason: error.localizedDescription) }
  }
}
