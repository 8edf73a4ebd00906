public import Events
internal import Foundation
internal import Keyring
public import Rebuild
internal import Releases

/// The folder `releases/` of the data folder: for each release its dossier and its members, sealed. Deleting it
/// loses what was measured and who was in which; log and keys lie elsewhere, and a release can be made again.
public struct Shelf: Sendable {
  let path: String
  let engine: Engine

  public init(at path: String, _ engine: Engine) { (self.path, self.engine) = (path, engine) }

  private var keyring: Keyring { engine.keyring }

  private func folder(_ release: Handle) throws -> String { "\(path)/\(try release.releaseID)" }

  // MARK: - putting

  /// All of it, or nothing, also after a kill.
  func put(_ dossier: Dossier, _ members: MemberFile, of release: Handle) throws {
    let (folder, new) = (try folder(release), "\(path)/.new-\(try release.releaseID)")
    let files = FileManager.default
    let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    try files.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: owner)
    if files.fileExists(atPath: new) { try files.removeItem(atPath: new) }
    try files.createDirectory(atPath: new, withIntermediateDirectories: false, attributes: owner)
    let sealed = try keyring.seal(try dossier.json, for: .organisation, binding: binding(release))
    try write(sealed, to: new + "/dossier")
    try write(members.bytes, to: new + "/members")
    if files.fileExists(atPath: folder) { try files.removeItem(atPath: folder) }
    try files.moveItem(atPath: new, toPath: folder)
  }

  /// For its owner alone; on the disk when this returns.
  private func write(_ bytes: [UInt8], to path: String) throws {
    let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: owner),
      let file = FileHandle(forUpdatingAtPath: path)
    else { throw ResearchRefusal.noFolder(path, "the file cannot be written") }
    try file.synchronize()
    try file.close()
  }

  private func binding(_ release: Handle) -> [UInt8] { Array("release dossier".utf8) + release.bytes }

  // MARK: - taking

  /// Nil where it is not here, as after a restore.
  public func dossier(of release: Handle) throws -> Dossier? {
    guard let sealed = FileManager.default.contents(atPath: try folder(release) + "/dossier") else {
      return nil
    }
    let plain = try keyring.open(Array(sealed), for: .organisation, binding: binding(release))
    return try JSONDecoder().decode(Dossier.self, from: Data(plain))
  }

  func members(of release: Handle) throws -> MemberFile? {
    guard let bytes = FileManager.default.contents(atPath: try folder(release) + "/members") else {
      return nil
    }
    return MemberFile(Array(bytes))
  }
}

extension Shelf: Dossiers {
  public func memberships(of release: Handle) throws -> Memberships { try rows(of: release).memberships }

  /// Of whom what was released.
  func rows(of release: Handle) throws -> ReleasedRows {
    guard let members = try members(of: release), let columns = try dossier(of: release)?.columns else {
      throw ResearchRefusal.noDossier(try release.releaseID)
    }
    let everybody = try members.everybody(
      in: release, try keyring.handles(.live), { try engine.keeper(of: $0) }, keyring)
    guard let rows = ReleasedRows(everybody, columns: columns.map { Column($0.name, words: $0.words) }) else {
      throw ResearchRefusal.noDossier(try release.releaseID)
    }
    return rows
  }
}

/// What a participant is told of one release that their events are in.
public struct Receipt: Sendable {
  public var release: LoggedRelease
  /// Rows of theirs in it; nil where the dossier is not here, so that nobody can say.
  public var events: Int?
  /// What they are called in it, as long as its key lives.
  public var pid: String?
}

extension Shelf {
  /// In which releases a person's events went, under all their handles; the newest last.
  public func receipts(of person: Handle) throws -> [Receipt] {
    var found: [Receipt] = []
    var sealer = try keyring.sealer()
    for release in try engine.releases() {
      guard let file = try members(of: release.handle) else {
        found.append(Receipt(release: release))
        continue
      }
      for member in try engine.members(of: person) where try keyring.status(of: member) == .live {
        guard let row = try file.row(of: member, in: release.handle, &sealer), row.fingerprint != nil else {
          continue
        }
        let pid = release.isEnded ? nil : try MemberFile.pid(row, in: release.handle, &sealer)
        found.append(Receipt(release: release, events: row.count, pid: pid))
        break
      }
    }
    return found
  }
}
