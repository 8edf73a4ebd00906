internal import Events
internal import Foundation
internal import Keyring
internal import Synchronization

/// A view that was built again and holds something else than the served one.
public struct Difference: Sendable, Encodable {
  public let view: String
  /// Whose view it is; empty for a tally, whose sums are everybody's.
  public let handles: [String]
}

/// A generation that was built to be compared, and that nobody is served.
public struct Check: Sendable {
  let plan: GenerationPlan
  fileprivate let lock: ViewLock
}

extension Engine {
  /// Builds every view again beside the served ones, by the same words. Writing and reading go on.
  public func beginCheck(jobs: Int, progress: Progress, pause: Pause = Pause()) throws -> Check {
    try rebuilding.withLock { _ in
      let (lock, served) = (try buildingLock(), try served().0)
      guard let words = try words(of: served) else { throw RebuildError.noVocabulary }
      let plan = try folder.begin(
        words: served.plan.words, served.versions, until: firstEnd(), yaml: nil)
      try folder.note(checking: plan)
      let make = Making(jobs: jobs, progress: progress, pause: pause)
      let rebuilder = rebuilder(plan, words, make)
      while try rebuilder.build() == nil {}
      return Check(plan: plan, lock: lock)
    }
  }

  /// Brings what was built and what is served up to the end of the log, compares them, and removes what was
  /// built. The engine is one that may write; it need not be the one that began.
  /// - Returns: the views that differ, none when all is the same; nil when somebody was erased meanwhile, so that
  ///   it has to be built once more.
  public func endCheck(_ check: Check) throws -> [Difference]? {
    let found = Result { try differences(check) }
    try folder.forgetChecking()
    try clear()
    return try found.get()
  }

  /// The same for what another process has built and left.
  /// - Returns: nil also where nothing was left.
  public func endCheck() throws -> [Difference]? {
    guard let plan = try folder.checking() else { return nil }
    return try endCheck(Check(plan: plan, lock: try buildingLock()))
  }

  private func differences(_ check: Check) throws -> [Difference]? {
    try catchUp()
    return try following.withLock { _ in
      // An erasure takes it away, sums and all.
      guard try folder.checking() == check.plan else { return nil }
      guard var made = try open(check.plan), let new = made.generation else {
        throw RebuildError.otherCode("what was built")
      }
      try follow(&made)
      let old = try served().0
      return try Crew(Crew.cores).gather(new.versions.count) { try difference($0, old, new) }
        .compactMap(\.self)
    }
  }

  private func difference(_ number: Int, _ old: Generation, _ new: Generation) throws -> Difference? {
    func hashes(_ generation: Generation) throws -> [Handle: [UInt8]] {
      Dictionary(uniqueKeysWithValues: try leaves(number, of: generation))
    }
    let (one, other) = (try hashes(old), try hashes(new))
    let differing = Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }
    guard !differing.isEmpty else { return nil }
    let handles = differing.filter { !$0.isOrganisation }.sorted()
    return Difference(view: new.versions[number].view, handles: handles.map(\.description))
  }
}
