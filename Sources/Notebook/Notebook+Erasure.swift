public import Events
internal import Keyring
internal import Rebuild
internal import Synchronization

/// What became of an erasure.
public struct Erased: Hashable, Sendable {
  /// The event that says whom.
  public var event: EventID
  public var handles: [Handle]
  /// The event that says that the keys are destroyed; nil while something stands in the way.
  public var receipt: EventID?
}

extension Notebook {
  /// Erases a participant under all handles that are the same person. The erasure is an event; when the views
  /// have taken it in, the keys are destroyed and the epoch ends, and another event says so.
  ///
  /// A kill in between leaves an erasure without a receipt, which the next `catchUp` carries out.
  /// - Parameter rotating: told how many keys are wrapped again, and of how many.
  public func erase(
    _ name: String, _ telling: Telling = Telling(""),
    rotating: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Erased {
    let person = try keyless(name) ?? participant(named: name)
    return try destroy(try engine.members(of: person).filter { try !engine.isErased($0) }, telling, rotating)
  }

  /// The end of these keys, told and carried out.
  func destroy(
    _ handles: [Handle], _ telling: Telling, _ rotating: (_ done: Int, _ total: Int) -> Void
  ) throws -> Erased {
    let event = try save([told(.erased(handles), .organisation, telling)])[0]
    do { try catchUp(rotating: rotating) } catch { throw NotebookError.erasureWaits("\(error)") }
    return Erased(event: event, handles: handles, receipt: engine.receipt(of: event))
  }

  /// Somebody whose events are here and whose key is not, as after a restore from an older key file.
  private func keyless(_ name: String) throws -> Handle? {
    guard let handle = Handle(name), try engine.keyring.status(of: handle) == .unknown else { return nil }
    return try engine.isKnown(handle) ? handle : nil
  }

  /// Brings the views up to the end of the log, destroys the keys of those who are erased, and writes the
  /// receipts that are missing.
  public func catchUp(rotating: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
    try engine.catchUp(rotating: rotating)
    try tellOfSwitch()
    try answering.withLock { _ in
      let unanswered = try engine.unanswered()
      guard !unanswered.isEmpty else { return }
      try engine.keyring.settle()
      let rotation = try engine.keyring.lastRotation
      let receipts = unanswered.map { unanswered in
        let destruction = Destruction(
          unanswered.erasure, unanswered.handles, ended: rotation.ended, begun: rotation.begun,
          wrapped: rotation.wrapped)
        return told(.keyDestroyed(destruction), .organisation, Telling(""))
      }
      try save(receipts, isOccasion: false)
      try engine.catchUp()
    }
  }

  /// A switch that was made by a process that was ended before it could write it down.
  private func tellOfSwitch() throws {
    try switchTold.withLock { isTold in
      guard !isTold else { return }
      if let made = try engine.untoldSwitch() {
        try save([told(.viewSwitched(made), .organisation, Telling(""))])
        try engine.catchUp()
      }
      isTold = true
    }
  }
}
