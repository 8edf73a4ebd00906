internal import Access
internal import Events
internal import Foundation
internal import Notebook
internal import Rebuild
internal import Releases
internal import Research

/// A release that was made from these pages: its folder lies in `handed/` of the data folder, and the log tells for
/// whom it is.
struct HandedRelease: Sendable {
  let told: ManifestTold
  let logged: LoggedRelease
  let folder: ReleaseFolder

  /// Recalled, or without a key: it is shown no more.
  var isLive: Bool { logged.recalled == nil && !logged.isEnded }

  /// The newest first.
  static func all(_ visit: Visit) throws -> [HandedRelease] {
    let logged = Dictionary(uniqueKeysWithValues: try visit.notebook.engine.releases().map { ($0.id, $0) })
    let place = place(visit)
    guard FileManager.default.fileExists(atPath: place) else { return [] }
    let found = try FileManager.default.contentsOfDirectory(atPath: place).compactMap { name in
      try HandedRelease(in: "\(place)/\(name)", logged)
    }
    return found.sorted { $0.logged.made > $1.logged.made }
  }

  static func place(_ visit: Visit) -> String { visit.site.settings.data + "/handed" }

  /// Nil for what is no release of this log, as one that is just being made.
  private init?(in path: String, _ logged: [String: LoggedRelease]) throws {
    folder = ReleaseFolder(path: path)
    guard let text = FileManager.default.contents(atPath: folder.manifest) else { return nil }
    told = try JSONDecoder().decode(ManifestTold.self, from: text)
    guard let logged = logged[told.id] else { return nil }
    self.logged = logged
  }

  /// An open release is for every researcher, any other for the one who is named in its policy.
  func isFor(_ seat: Seat?) -> Bool {
    guard let seat, isLive else { return false }
    return logged.released.tier == Tier.c.rawValue
      || logged.released.recipient.caseInsensitiveCompare(seat.name) == .orderedSame
  }
}

extension Visit {
  /// The release that the path names, for a researcher to whom it was given.
  func release() throws -> HandedRelease {
    let named = try HandedRelease.all(self).first { $0.told.id == places["release"] && $0.isFor(seat) }
    guard let named else { throw WebRefusal.noSuchPage }
    return named
  }
}

/// As much of a manifest as the pages say.
struct ManifestTold: Decodable, Sendable {
  let id: String
  let title: String
  let description: String
  let created: String
  let resources: [Resource]
  let privacy: Privacy

  struct Resource: Decodable, Sendable {
    let path: String
    let format: String
    let bytes: Int
    let events: Int?
  }

  struct Privacy: Decodable, Sendable {
    let tier: String
    let legalStatus: Words
    let participants: Words
    let consent: Words
    let guarantee: Guarantee
    let figures: [Figure]
    let limits: [Words]
  }

  struct Guarantee: Decodable, Sendable {
    let length: Int
    let people: Int
    let confidence: Double
  }

  struct Figure: Codable, Sendable {
    let danish: String
    let english: String
    let holds: Bool
    let limit: Double?
  }

  struct Words: Codable, Sendable {
    let da: String
    let en: String
  }
}
