public import Releases

/// Attacks a release with what an intruder may have, and tells how far that came. The same folder, truth and seed
/// give the same figures.
public struct AttackSuite: Sendable {
  let written: Written
  let claims: Claims
  let folder: ReleaseFolder
  let truth: Truth?
  let earlier: [Written]
  let seed: UInt64

  /// - Parameters:
  ///   - truth: what only the maker has; attacks that need it are left out without it.
  ///   - earlier: releases of before that the same recipient may hold.
  ///   - seed: which targets and points are drawn.
  public init(
    folder: ReleaseFolder, policy: Policy? = nil, truth: Truth? = nil, earlier: [ReleaseFolder] = [],
    seed: UInt64 = 1
  ) throws {
    (self.folder, self.truth, self.seed) = (folder, truth, seed)
    claims = try Claims(folder, policy)
    written = try Written(folder)
    self.earlier = try earlier.map { try Written($0) }
  }

  /// Every attack for which there is what it needs.
  public func figures(progress: (Step) -> Void = { _ in }) throws -> [Figure] {
    var figures: [Figure] = []
    if let truth {
      progress(Step(danish: "prøver pseudonymerne", english: "tries the pseudonyms", done: 0.1))
      figures += KeyHygiene(written: written, truth: truth).figures
    }
    return figures
  }
}
