public import Events
internal import Synchronization

extension Engine {
  /// What has trapped is folded again by the builds of this engine; what is served goes on without it until one of
  /// them is. A rehearsal that lies ready left it aside, and is built anew.
  /// - Parameter isRetry: the program broke off in this very work: what trapped in it is left aside.
  public func tryTrapsAgain(isRetry: Bool) throws {
    guard try watch.tryAgain(isRetry: isRetry) else { return }
    let building = try buildingLock()
    let settling = try ViewLock(waitingFor: .settling, in: folder.path)
    defer { withExtendedLifetime((building, settling)) {} }
    try folder.forgetRehearsed()
    try folder.forgetRehearsing()
  }

  /// Makes all views of one participant anew, also those that were set aside because the program broke off.
  /// - Parameter isRetry: the program broke off in this very work, so what has trapped is not tried again.
  public func retell(_ handle: Handle, isRetry: Bool = false) throws {
    try catchUp()
    if !isRetry, let keeper = try keeper(of: handle) { try watch.forget(keeper) }
    try following.withLock { _ in
      let ahead = state.withLock { $0 }
      guard let generation = ahead.generation, let words = ahead.words else { throw RebuildError.noViews }
      let teller = try Teller(catalogue, generation.versions, keyring, words, watch)
      var work = CatchUp(journal, generation, catalogue, keyring, teller)
      try work.retell([handle], ahead.landmarks)
    }
  }
}
