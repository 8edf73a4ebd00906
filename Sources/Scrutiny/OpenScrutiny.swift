internal import Foundation
public import Releases

/// What can be said of a release of tier C from its files. Nobody's events stand in it, so no pattern is counted and
/// there is nobody to be found; its noise was audited when it was drawn.
public struct OpenScrutiny: Sendable {
  private let folder: ReleaseFolder
  private let files: [Claims.ClaimedFile]

  /// Nil where the folder is of another tier, or tells nothing of itself.
  /// - Throws: `ScrutinyError` where its manifest cannot be read.
  public init?(_ folder: ReleaseFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.manifest) else { return nil }
    let claims = try Claims(folder, nil)
    guard claims.tier == .c, let files = claims.files else { return nil }
    (self.folder, self.files) = (folder, files)
  }

  /// That the files are those of the manifest, and no others.
  public var figures: [Figure] { Files(folder, files).figures }
}
