public import Journal
internal import Synchronization

/// A generation of views on the disk.
public struct GenerationStatus: Sendable, Encodable {
  public enum Role: String, Sendable, Encodable {
    /// What is read.
    case served
    /// Lies ready beside, and can be switched to.
    case rehearsed
    /// Is being built by somebody at this moment.
    case building
    /// Was begun, and can be gone on with.
    case paused
    /// Was served before, and can be gone back to.
    case kept
  }

  public let number: Int
  public let role: Role
  /// The position up to which it is built, or will be; nil where it is brought up to date before it is
  /// served.
  public let until: Position?
  /// The first digits of the hash of its words.
  public let words: String
  /// Whether those words are the ones that hold now.
  public let isAdopted: Bool
  public let bytes: Int
}

extension Engine {
  /// All generations of views that are on the disk: the served one, the rehearsed one, earlier ones.
  public func generations() throws -> [GenerationStatus] {
    let adopted = state.withLock { $0.landmarks.vocabulary?.id.hash }
    func status(_ plan: GenerationPlan, _ role: GenerationStatus.Role, _ until: Position?) throws
      -> GenerationStatus
    {
      GenerationStatus(
        number: plan.number, role: role, until: until, words: String(plan.words.prefix(8)),
        isAdopted: plan.words == adopted, bytes: try folder.bytes(of: plan.number))
    }
    guard let served = try folder.current() else { return [] }
    let reached = try state.withLock { $0.generation }?.mark()
    var all = [try status(served, .served, reached)]
    if let plan = try folder.rehearsed() { all.append(try status(plan, .rehearsed, plan.until)) }
    if let plan = try folder.rehearsing() {
      let isPaused = try ViewLock(.building, in: folder.path) != nil
      all.append(try status(plan, isPaused ? .paused : .building, plan.until))
    }
    for plan in try served.kept.compactMap(folder.plan(of:)) { all.append(try status(plan, .kept, nil)) }
    return all
  }
}
