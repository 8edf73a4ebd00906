public import Events
internal import Journal
internal import Keyring
internal import Rebuild

extension Notebook {
  /// Appends whole events with their own ids, as another machine or a file brings them; each once, however
  /// often it comes. Keys are made for handles that are new here. Events of the erased are refused for ever.
  /// The views are left for a later catch-up or rebuild, and so are the keys of those who are erased by these.
  /// - Returns: how many were new, and how many were refused.
  @discardableResult
  public func take(_ events: [Event]) throws -> (new: Int, refused: Int) {
    let keyring = engine.keyring
    var statuses: [Handle: Keyring.Status] = [:]
    for event in events where statuses[event.handle] == nil {
      statuses[event.handle] = try keyring.status(of: event.handle)
    }
    try keyring.makeKeys(for: statuses.filter { $0.value == .unknown }.map(\.key).sorted())
    let welcome = events.filter { statuses[$0.handle] != .destroyed }
    let drafts = welcome.map { event in
      let body = event.body
      return Draft(type: event.content.type, handle: event.handle, id: event.id) { header in
        try keyring.seal(body, for: header.handle, binding: header.bytes)
      }
    }
    let receipts = try engine.journal.appendNow(drafts)
    return (receipts.count(where: \.isNew), events.count - welcome.count)
  }
}
