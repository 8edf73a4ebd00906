internal import Anonymity
internal import Events
internal import Foundation
internal import HashTree
internal import Journal
internal import Keyring
public import Notebook
internal import Rebuild
internal import Releases
internal import Scrutiny

/// Makes releases: from the log to a folder that is handed out, or to a refusal that leaves
/// nothing behind.
public final class Maker {
  let notebook: Notebook
  let shelf: Shelf
  let clock: @Sendable () -> Now
  let progress: @Sendable (ReleaseStage) -> Void
  let steps = Stopwatch()

  public init(
    _ notebook: Notebook, _ shelf: Shelf, clock: @escaping @Sendable () -> Now = Now.read,
    progress: @escaping @Sendable (ReleaseStage) -> Void = { _ in }
  ) {
    (self.notebook, self.shelf, self.clock, self.progress) = (notebook, shelf, clock, progress)
  }

  var engine: Engine { notebook.engine }

  public func make(_ order: ReleaseOrder) throws -> ReleaseMade {
    let making = try Making(order, engine, today: clock().today)
    let beside = try Beside(order.folder, in: shelf.path)
    defer { beside.clear() }
    let drafted = try order.policy.tier == .c ? drafted(open: making, beside) : drafted(making, beside)
    let made = ReleaseMade(
      released: drafted.released, id: making.id, dossier: drafted.dossier, reasons: drafted.reasons)
    guard let folder = order.folder else { return made }
    if let again = order.again, again.released.manifest != drafted.released.manifest {
      throw ResearchRefusal.otherBytes(again.id)
    }
    try making.key.keep(in: engine.keyring)
    let members = try MemberFile(of: making.key.handle, drafted.asked, drafted.members, engine.keyring)
    try shelf.put(drafted.dossier, members, of: making.key.handle)
    // Told before the folder is handed out: nothing that was drawn can be seen and not counted.
    if order.again == nil {
      var telling = Telling("")
      telling.by = order.approver
      try notebook.record(drafted.released, telling)
    }
    try beside.handOut(folder)
    return made
  }
}

/// A release whose files lie ready.
struct Drafted {
  var released: Released
  var dossier: Dossier
  var reasons: [ResearchRefusal.Reason] = []
  /// Everybody who had said yes, and what was released of some of them.
  var asked: [Handle]
  var members: [Handle: MemberFile.Member]
}

extension [Scrutiny.Figure] {
  /// What does not hold.
  var reasons: [ResearchRefusal.Reason] {
    filter { !$0.holds }.map { ResearchRefusal.Reason($0.danish, $0.english) }
  }
}
