internal import Access
internal import Backup
internal import Events
internal import Foundation
internal import Keyring
internal import Notebook
internal import Rebuild

/// What keeps the memory whole: verifying, keys, copies.
enum AdminKeeping {
  static let routes: [Route] = [
    .get("/admin/verify", .role(.admin), "What the last verification found, and a checkpoint to keep.") {
      visit in
      .page("verify", title: visit.say("Efterprøvning", "Verification"), told: try VerifyShown(visit))
    }.answering(VerifyShown.self),
    .post("/admin/verify", .role(.admin), "Reads everything again, and trusts nothing.") { visit in
      let child = visit.child(["verify"])
      try visit.begin(.verification) { try $0.run(child) }
      return .done(to: "/admin/verify", told: Nothing())
    }.answering(Nothing.self),
    .get("/admin/keys", .role(.admin), "The epoch, living and destroyed keys, and key files that must go.") {
      visit in
      .page("keys", title: visit.say("Nøgler", "Keys"), told: try KeysShown(visit))
    }.answering(KeysShown.self),
    .post("/admin/keys/rotate", .role(.admin), "Ends the epoch: every key is wrapped again.") { visit in
      let keyring = visit.notebook.engine.keyring
      try visit.begin(.rotation) { working in
        let rotation = try keyring.rotate { working.tell($0, of: $1) }
        return Array(
          try JSONEncoder().encode(
            RotationTold(ended: rotation.ended, begun: rotation.begun, wrapped: rotation.wrapped)))
      }
      return .done(to: "/admin/keys", told: Nothing())
    }.answering(Nothing.self),
    .get("/admin/backups", .role(.admin), "The copy of the log, and the key files that were made.") { visit in
      .page("backups", title: visit.say("Sikkerhedskopier", "Backups"), told: try BackupsShown(visit))
    }.answering(BackupsShown.self),
    .post("/admin/backups", .role(.admin), "Copies what is new in the log to the folder of backups.") {
      visit in
      guard let folder = visit.site.settings.backups else { throw AdminRefusal.noBackups }
      let child = visit.child(["backup", folder])
      try visit.begin(.backup) { try $0.run(child) }
      return .done(to: "/admin/backups", told: Nothing())
    }.answering(Nothing.self),
    .post("/admin/backups/check", .role(.admin), "Reads every byte of the copy, without any key.") { visit in
      guard let folder = visit.site.settings.backups else { throw AdminRefusal.noBackups }
      let child = visit.child(["restore", folder, "--check"])
      try visit.begin(.backupCheck) { try $0.run(child) }
      return .done(to: "/admin/backups", told: Nothing())
    }.answering(Nothing.self),
  ]
}

struct VerifyShown: Encodable, Sendable {
  let work: WorkShown?
  let isFollowed: Bool
  /// What it came to, in a sentence.
  let result: String?
  /// The head of the log's tree, signed; nil where it cannot be signed for.
  let checkpoint: String?
  let fault: String?

  private struct Report: Decodable {
    let records: Int
    let opened: Int
    let destroyed: Int
  }

  init(_ visit: Visit) throws {
    let language = visit.language
    work = visit.work(.verification)
    isFollowed = work?.isRunning ?? false
    result = try visit.came(of: .verification, as: Report.self).map { report in
      let (all, opened) = (language.events(report.records), language.number(report.opened))
      let destroyed = language.number(report.destroyed)
      return language.say(
        "Alt er, som det skal være: \(all), heraf \(opened) åbnet, \(destroyed) med destrueret nøgle.",
        "All is as it should be: \(all), of which \(opened) opened, \(destroyed) with a destroyed key.")
    }
    do { (checkpoint, fault) = ("\(try visit.notebook.engine.signedCheckpoint())", nil) } catch {
      (checkpoint, fault) = (nil, "\(error)")
    }
  }
}

struct RotationTold: Codable, Sendable {
  let ended: UInt32
  let begun: UInt32
  let wrapped: Int
}

struct KeysShown: Encodable, Sendable {
  let epoch: Int
  let since: String
  let live: String
  let destroyed: String
  let work: WorkShown?
  let isFollowed: Bool
  let result: String?
  /// Key files that still hold the key of somebody who was erased.
  let older: [KeyFileShown]
  let hasOlder: Bool

  init(_ visit: Visit) throws {
    let (keyring, language) = (visit.notebook.engine.keyring, visit.language)
    let (epoch, count) = (try keyring.epoch, try keyring.count())
    (self.epoch, since) = (Int(epoch.number), epoch.began.shown)
    (live, destroyed) = (language.number(count.live), language.number(count.destroyed))
    work = visit.work(.rotation)
    isFollowed = work?.isRunning ?? false
    result = try visit.came(of: .rotation, as: RotationTold.self).map { done in
      language.say(
        "Epoke \(done.ended) er slut og dens nøgle ødelagt; epoke \(done.begun) har \(done.wrapped) nøgler.",
        "Epoch \(done.ended) has ended and its key is destroyed; epoch \(done.begun) has \(done.wrapped) keys."
      )
    }
    older = try KeyFileShown.all(visit).filter(\.mustGo)
    hasOlder = !older.isEmpty
  }
}

/// A key file that was made, as the list has it; the file itself is elsewhere.
struct KeyFileShown: Encodable, Sendable {
  let number: Int
  let made: String
  let place: String
  let isGone: Bool
  let mustGo: Bool

  static func all(_ visit: Visit) throws -> [KeyFileShown] {
    let destroyed = try visit.notebook.engine.keyring.count().destroyed
    return try KeyBackups(in: visit.site.settings.data).all().map {
      KeyFileShown(
        number: $0.number, made: $0.made.shown, place: $0.place, isGone: $0.gone != nil,
        mustGo: $0.mustGo(destroyedKeys: destroyed))
    }
  }
}

struct BackupsShown: Encodable, Sendable {
  /// Nil where the server was started without one.
  let folder: String?
  let backup: WorkShown?
  let check: WorkShown?
  let isFollowed: Bool
  let result: String?
  let checked: String?
  let keyFiles: [KeyFileShown]
  let hasKeyFiles: Bool

  private struct Added: Decodable {
    let events: Int
    let position: Int
    let verifier: String
  }

  init(_ visit: Visit) throws {
    let language = visit.language
    folder = visit.site.settings.backups
    (backup, check) = (visit.work(.backup), visit.work(.backupCheck))
    isFollowed = [backup, check].contains { $0?.isRunning ?? false }
    result = try visit.came(of: .backup, as: Added.self).map { added in
      let (new, all) = (language.events(added.events), language.events(added.position))
      return language.say(
        "\(new) kom til; kopien har nu \(all). Den efterprøves med denne nøgle: \(added.verifier)",
        "\(new) were added; the copy now has \(all). It is checked by this key: \(added.verifier)")
    }
    checked =
      visit.site.works.work(.backupCheck)?.state == .done
      ? language.say("Kopien er hel.", "The copy is whole.") : nil
    keyFiles = try KeyFileShown.all(visit)
    hasKeyFiles = !keyFiles.isEmpty
  }
}

extension Moment {
  /// `2026-03-07 14:30 UTC`
  var shown: String { String(description.prefix(16)).replacing("T", with: " ") + " UTC" }
}
