public import Events
internal import Journal
internal import Keyring
internal import LMDB
internal import Synchronization

extension Engine {
  /// Lets go of participants who belong elsewhere now: their views are taken out everywhere, what they added is
  /// subtracted, and their keys are destroyed, so that nothing of them opens here any more. The records stay, sealed.
  ///
  /// It is no erasure: where the key comes again, as when somebody moves back, they are told anew. A kill in between
  /// leaves them as they were, or gone.
  public func letGo(_ handles: [Handle]) throws {
    guard !handles.isEmpty else { return }
    try catchUp()
    try following.withLock { _ in
      var ahead = state.withLock { $0 }
      let lock = try ViewLock(waitingFor: .settling, in: folder.path)
      defer { withExtendedLifetime(lock) {} }
      try leave(handles, &ahead)
      state.withLock { $0 = ahead }
      try letGoInOthers(leaving: handles)
      try forgetCompared(handles)
      try keyring.letGo(handles)
    }
  }

  /// Every record of a participant that the views have taken in, in no order, as it lies in the log.
  public func records(of handle: Handle) throws -> [[UInt8]] {
    var records: [[UInt8]] = []
    try journal.records(at: try served().0.index.positions(of: handle)) { _, _, record in
      records.append([UInt8](copying: record))
    }
    return records
  }

  /// Takes some out of a generation, at the end of the log, as if their key were not here.
  func leave(_ handles: [Handle], _ state: inout State) throws {
    try follow(&state)
    guard let generation = state.generation, let words = state.words else { return }
    try generation.absent.add(Set(handles))
    state.landmarks.ties.absent.formUnion(handles)
    let teller = try Teller(catalogue, generation.versions, keyring, words, watch)
    var work = CatchUp(journal, generation, catalogue, keyring, teller)
    try work.retell(handles, state.landmarks)
  }
}
