internal import Foundation
public import Releases

/// Reads a release as its recipient does, from the written files alone, and says whether it keeps its guarantee.
/// It shares no code with what made the release.
public struct Verifier: Sendable {
  let folder: ReleaseFolder
  let written: Written
  let claims: Claims

  /// Reads the events; `policy` takes the place of what the manifest claims, so that a release can be verified
  /// before its manifest is written. Files are held against the manifest where there is one.
  /// - Throws: `ScrutinyError` where there are no events, or neither a manifest nor a policy.
  public init(folder: ReleaseFolder, policy: Policy? = nil) throws {
    self.folder = folder
    claims = try Claims(folder, policy)
    written = try Written(folder)
  }

  /// Checks form, files and every pattern of up to L events under each knowledge. Patterns and rows that cannot be
  /// read are figures of the verdict, not errors.
  public func verdict(progress: (Step) -> Void = { _ in }) throws -> Verdict {
    progress(Step(danish: "ser på filernes form", english: "looks at the form of the files", done: 0))
    var figures = Form(written, claims).figures
    if let files = claims.files { figures += Files(folder, files).figures }
    let examination = Examination(written.table, claims.guarantee) { knowledge in
      let done = 0.1 + 0.3 * Double(Linkage.order.firstIndex(of: knowledge) ?? 0)
      progress(
        Step(
          danish: "tæller alle mønstre: \(Linkage.danish(knowledge))",
          english: "counts all patterns: \(Linkage.english(knowledge))", done: done))
    }
    let linkage = Linkage(examination, claims)
    progress(Step(danish: "færdig", english: "done", done: 1))
    return Verdict(
      figures: figures + linkage.figures, violators: linkage.isHeld ? examination.violators : [])
  }
}
