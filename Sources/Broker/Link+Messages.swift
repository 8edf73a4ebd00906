internal import CNATS
internal import Synchronization

extension Link {
  static let idHeader = "Nats-Msg-Id"
  fileprivate static let statusHeader = "Status"

  /// Puts it among what is sent; false when that is not possible now.
  func publish(_ subject: String, _ bytes: [UInt8], reply: String? = nil, id: String? = nil) -> Bool {
    let call = library.call
    var message: OpaquePointer?
    let made = unsafe bytes.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe call.natsMsg_Create(&message, subject, reply, start, Int32(bytes.count))
    }
    guard made == NATS_OK else { return false }
    defer { unsafe call.natsMsg_Destroy(message) }
    if let id, unsafe call.natsMsgHeader_Set(message, Link.idHeader, id) != NATS_OK { return false }
    return unsafe call.natsConnection_PublishMsg(raw, message) == NATS_OK
  }

  /// `take` is called for each message on one thread that belongs to this subscription, until the link ends.
  /// When the link has ended meanwhile, nothing is: the next one is told to hear the same.
  func subscribe(_ number: Int, _ subject: String, _ take: @escaping @Sendable (Incoming) -> Void) {
    let call = library.call
    let kept = unsafe Unmanaged.passRetained(Listener(library, take)).toOpaque()
    let heard: natsMsgHandler = { _, _, message, kept in
      guard let message = unsafe message, let kept = unsafe kept else { return }
      unsafe Unmanaged<Listener>.fromOpaque(kept).takeUnretainedValue().hear(message)
    }
    var subscription: OpaquePointer?
    guard unsafe call.natsConnection_Subscribe(&subscription, raw, subject, heard, kept) == NATS_OK else {
      return unsafe Unmanaged<Listener>.fromOpaque(kept).release()
    }
    _ = unsafe call.natsSubscription_SetPendingLimits(subscription, -1, -1)
    _ = unsafe call.natsSubscription_SetOnCompleteCB(
      subscription,
      { kept in
        guard let kept = unsafe kept else { return }
        unsafe Unmanaged<Listener>.fromOpaque(kept).release()
      }, kept)
    let address = UInt(bitPattern: subscription)
    subscriptions.withLock { $0[number] = address }
  }

  func unsubscribe(_ number: Int) {
    guard let address = subscriptions.withLock({ $0.removeValue(forKey: number) }) else { return }
    unsafe library.call.natsSubscription_Destroy(OpaquePointer(bitPattern: address))
  }
}

/// Lives as long as its subscription delivers.
@safe
private final class Listener: Sendable {
  private let library: Library
  private let take: @Sendable (Incoming) -> Void

  init(_ library: Library, _ take: @escaping @Sendable (Incoming) -> Void) {
    (self.library, self.take) = (library, take)
  }

  func hear(_ message: OpaquePointer) {
    let call = library.call
    defer { unsafe call.natsMsg_Destroy(message) }
    let count = unsafe Int(call.natsMsg_GetDataLength(message))
    take(
      unsafe Incoming(
        subject: text(call.natsMsg_GetSubject(message)), id: header(message, Link.idHeader),
        bytes: bytes(call.natsMsg_GetData(message), count), reply: text(call.natsMsg_GetReply(message)),
        status: count == 0 ? Int(header(message, Link.statusHeader)) ?? 0 : 0))
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    unsafe pointer.map { unsafe String(cString: $0) } ?? ""
  }

  private func header(_ message: OpaquePointer, _ key: String) -> String {
    var value: UnsafePointer<CChar>?
    guard unsafe library.call.natsMsgHeader_Get(message, key, &value) == NATS_OK else { return "" }
    return unsafe text(value)
  }

  private func bytes(_ start: UnsafePointer<CChar>?, _ count: Int) -> [UInt8] {
    guard let start = unsafe start, count > 0 else { return [] }
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
