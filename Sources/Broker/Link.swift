internal import CNATS
internal import Synchronization

/// One connection of libnats, from its first attempt to its end. The only place with its pointers.
///
/// libnats gives up for good after two refusals of the password. Then `onEnd` is called, and the owner makes another.
@safe
final class Link: Sendable {
  let library: Library
  private let address: UInt
  /// What it hears, by the numbers of its owner.
  let subscriptions = Mutex<[Int: UInt]>([:])

  /// What libnats calls, on threads of its own.
  struct Calls: Sendable {
    var onChange: @Sendable () -> Void
    var onEnd: @Sendable () -> Void
  }

  /// Returns while the first attempt still goes on.
  init(_ broker: BrokerAddress, name: String, _ calls: Calls) throws(BrokerError) {
    let library = try Library.functions()
    let call = library.call
    let options = try unsafe Link.options(call, broker, name)
    defer { unsafe call.natsOptions_Destroy(options) }
    let kept = unsafe Unmanaged.passRetained(Kept(calls)).toOpaque()
    unsafe Link.listen(call, options, kept)
    var made: OpaquePointer?
    let status = unsafe call.natsConnection_Connect(&made, options)
    guard status == NATS_OK || status == NATS_NOT_YET_CONNECTED, let made = unsafe made else {
      unsafe Unmanaged<Kept>.fromOpaque(kept).release()
      let isWrong = status == NATS_INVALID_ARG || status == NATS_ADDRESS_MISSING
      if isWrong { throw .badAddress(url: broker.url, said: library.text(status)) }
      throw .notConnected(url: broker.url, said: library.text(status))
    }
    self.library = library
    address = UInt(bitPattern: made)
  }

  deinit {
    let numbers = subscriptions.withLock { Array($0.keys) }
    for number in numbers { unsubscribe(number) }
    unsafe library.call.natsConnection_Destroy(raw)
  }

  var raw: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

  /// Ends it; `onEnd` follows.
  func close() { unsafe library.call.natsConnection_Close(raw) }

  var isConnected: Bool { unsafe library.call.natsConnection_Status(raw) == NATS_CONN_STATUS_CONNECTED }

  var largest: Int { unsafe Int(library.call.natsConnection_GetMaxPayload(raw)) }

  /// Why it is not connected, in the words of libnats; empty when it does not know.
  var lastError: String {
    var said: UnsafePointer<CChar>?
    _ = unsafe library.call.natsConnection_GetLastError(raw, &said)
    return unsafe said.map { unsafe String(cString: $0) } ?? ""
  }
}

/// Lives from the first attempt until libnats says that the connection has ended.
private final class Kept: Sendable {
  let calls: Link.Calls
  init(_ calls: Link.Calls) { self.calls = calls }
}

extension Link {
  private static let pingMilliseconds: Int64 = 10_000
  private static let reconnectMilliseconds: Int64 = 500

  private static func options(
    _ call: cnats, _ broker: BrokerAddress, _ name: String
  ) throws(BrokerError) -> OpaquePointer? {
    var made: OpaquePointer?
    guard unsafe call.natsOptions_Create(&made) == NATS_OK else {
      throw .badAddress(url: broker.url, said: "no memory")
    }
    let options = unsafe made
    let steps = unsafe [
      call.natsOptions_SetURL(options, broker.url),
      call.natsOptions_SetUserInfo(options, broker.user, broker.password),
      call.natsOptions_SetName(options, name),
      call.natsOptions_SetTimeout(options, 2_000),
      call.natsOptions_SetPingInterval(options, pingMilliseconds),
      call.natsOptions_SetMaxPingsOut(options, 2),
      call.natsOptions_SetWriteDeadline(options, pingMilliseconds),
      call.natsOptions_SetMaxReconnect(options, -1),
      call.natsOptions_SetReconnectWait(options, reconnectMilliseconds),
      call.natsOptions_SetReconnectJitter(options, reconnectMilliseconds, reconnectMilliseconds),
      // A machine speaks to its own broker, wherever that says that others are.
      call.natsOptions_SetIgnoreDiscoveredServers(options, true),
    ]
    let secured = broker.authority.map { authority in
      unsafe [
        call.natsOptions_SetSecure(options, true),
        // Its own broker has the machine's name, under whatever address it is reached.
        call.natsOptions_SetExpectedHostname(options, name),
        call.natsOptions_SetCATrustedCertificates(options, authority),
      ]
    }
    guard (steps + (secured ?? [])).allSatisfy({ $0 == NATS_OK }) else {
      unsafe call.natsOptions_Destroy(options)
      throw .badAddress(url: broker.url, said: "the client library does not take it")
    }
    return unsafe options
  }

  private static func listen(_ call: cnats, _ options: OpaquePointer?, _ kept: UnsafeMutableRawPointer) {
    let changed: natsConnectionHandler = { _, kept in
      guard let kept = unsafe kept else { return }
      unsafe Unmanaged<Kept>.fromOpaque(kept).takeUnretainedValue().calls.onChange()
    }
    let ended: natsConnectionHandler = { _, kept in
      guard let kept = unsafe kept else { return }
      unsafe Unmanaged<Kept>.fromOpaque(kept).takeRetainedValue().calls.onEnd()
    }
    _ = unsafe call.natsOptions_SetRetryOnFailedConnect(options, true, changed, kept)
    _ = unsafe call.natsOptions_SetReconnectedCB(options, changed, kept)
    _ = unsafe call.natsOptions_SetDisconnectedCB(options, changed, kept)
    _ = unsafe call.natsOptions_SetClosedCB(options, ended, kept)
    // Without one, libnats prints each error of a subscription.
    _ = unsafe call.natsOptions_SetErrorHandler(options, { _, _, _, _ in }, nil)
  }
}
