public import Events
internal import Keyring

/// Tells one state of a person's view from another: it is drawn anew whenever the view is sealed.
public struct ViewStamp: Hashable, Sendable {
  private let low: UInt64
  private let high: UInt32

  static let byteCount = 12

  /// The nonce with which the view begins.
  init(_ sealed: RawSpan) {
    low = sealed.unsafeLoadUnaligned(as: UInt64.self)
    high = sealed.unsafeLoadUnaligned(fromByteOffset: 8, as: UInt32.self)
  }
}

extension Engine {
  /// Whose views there are, and in which state each is: no view is opened.
  public func stamps<P: StoryProjection>(of projection: P.Type) throws -> [Handle: ViewStamp] {
    try snapshot().store(P.self).stamps()
  }

  /// Opens the views of some persons, one after another. Those who have none by now, or no key, are passed over.
  public func views<P: StoryProjection>(
    _ projection: P.Type, of handles: some Sequence<Handle>, _ body: (Handle, ViewStamp, P) throws -> Void
  ) throws {
    let store = try snapshot().store(P.self)
    let reader = try ViewReader(keyring)
    for handle in handles {
      guard let sealed = try store.read(handle).sealed else { continue }
      do {
        let view = try reader.view(P.self, sealed, handle, store.version)
        try body(handle, ViewStamp(sealed.span.bytes), view)
      } catch let error as KeyringError where error.isForWantOfKey {}
    }
  }

  /// The same on some threads, each of which makes something of its share.
  /// - Parameter make: is given what lends it its views.
  public func gather<P: StoryProjection, Made: Sendable>(
    _ projection: P.Type, of handles: [Handle], jobs: Int,
    _ make: @Sendable (_ each: ((Handle, ViewStamp, P) throws -> Void) throws -> Void) throws -> Made
  ) throws -> [Made] {
    try Crew(jobs).gather(jobs) { part in
      let share = stride(from: part, to: handles.count, by: jobs).lazy.map { handles[$0] }
      return try make { body in try self.views(P.self, of: share, body) }
    }
  }
}

extension StoryStore {
  fileprivate func stamps() throws -> [Handle: ViewStamp] {
    var stamps: [Handle: ViewStamp] = [:]
    try eachSealed { handle, sealed in
      if sealed.byteCount >= ViewStamp.byteCount { stamps[handle] = ViewStamp(sealed) }
    }
    return stamps
  }
}
