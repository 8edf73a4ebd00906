public import Events
internal import Journal
internal import Keyring
internal import Rebuild

/// Looks into histories before the log has them.
extension Notebook {
  /// A look as the log will hold it.
  func sealed(_ content: Content, _ handle: Handle, _ telling: Telling, _ id: EventID) throws
    -> ReadPage.Record
  {
    let header = Header(type: content.type, handle: handle, id: id)
    let body = told(content, handle, telling).event(id, occasion: nil).body
    let sealed = try engine.keyring.seal(body, for: handle, binding: header.bytes)
    return ReadPage.Record(header: header, body: sealed)
  }

  /// Looks into the history of whoever has been erased since are gone with it.
  func tell(_ looks: [ReadPage.Record]) throws {
    let drafts = try looks.compactMap { look -> Draft? in
      let handle = look.header.handle
      guard let type = look.header.type, try engine.keyring.status(of: handle) == .live else { return nil }
      return Draft(type: type, handle: handle, id: look.header.id) { _ in look.body }
    }
    guard !drafts.isEmpty else { return }
    _ = try engine.journal.appendNow(drafts)
    do { try catchUp() } catch { behind(error) }
  }

  /// Leaves looks of a process that reads beside the one who writes: whoever writes tells them to the log.
  /// - Parameter folder: made where it is missing.
  public func leaveLooks(
    at handles: some Sequence<Handle>, view: String, _ purpose: ReadPurpose, _ telling: Telling,
    in folder: String
  ) throws {
    let looked = Content.historyRead(purpose: purpose.description, view: view)
    let origin = UInt64.random(in: 1 ... .max)
    let records = try handles.enumerated().map { index, handle in
      try sealed(looked, handle, telling, EventID(origin: origin, sequence: UInt64(index + 1)))
    }
    try ReadPage.leave(records, origin, in: folder)
  }

  /// Tells the log what others have left. Each look has its id, so that one that is told twice is one.
  /// - Parameter besideOnly: those of processes that read beside this one, which has pages of its own there.
  public func tellLooksLeft(in folder: String, besideOnly: Bool = false) throws {
    for page in try ReadPage.left(in: folder, besideOnly: besideOnly) {
      try tell(page.records())
      try page.remove()
    }
  }
}
