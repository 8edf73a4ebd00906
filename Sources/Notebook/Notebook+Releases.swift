public import Events
internal import Rebuild

/// What the log tells of releases for research: that one was made, was recalled, and that its key is gone.
extension Notebook {
  /// Tells that a release leaves. On the disk when this returns: only then is it handed out.
  @discardableResult
  public func record(_ released: Released, _ telling: Telling = Telling("")) throws -> EventID {
    try append([told(.releaseMade(released), .organisation, telling)])[0]
  }

  /// Tells that a release is taken back, and that its recipient has deleted it.
  @discardableResult
  public func recall(release: Handle, reason: String, _ telling: Telling = Telling("")) throws -> EventID {
    try append([told(.releaseRecalled(release, reason: reason), .organisation, telling)])[0]
  }

  /// Ends a release: its key is destroyed as that of somebody erased, with the same receipt, and nobody can say any
  /// more whose a pseudonym is.
  /// - Parameter rotating: told how many keys are wrapped again, and of how many.
  public func end(
    release: Handle, _ telling: Telling = Telling(""),
    rotating: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Erased {
    try destroy([release], telling, rotating)
  }
}
