internal import CNATS

/// The functions of libnats, found when they are first needed.
@safe
struct Library: Sendable {
  private static let opened: Result<Library, BrokerError> = open()

  /// Throws the sentence that says what to install.
  static func functions() throws(BrokerError) -> Library { try opened.get() }

  let call: cnats

  private static func open() -> Result<Library, BrokerError> {
    var functions = cnats()
    var problem = [CChar](repeating: 0, count: 256)
    let code = unsafe problem.withUnsafeMutableBufferPointer {
      unsafe cnats_open(&functions, $0.baseAddress, $0.count)
    }
    guard code == 0 else {
      let said = problem.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      return .failure(.noLibrary(String(decoding: said, as: UTF8.self)))
    }
    return .success(Library(call: functions))
  }

  func text(_ status: natsStatus) -> String {
    unsafe call.natsStatus_GetText(status).map { unsafe String(cString: $0) } ?? "\(status.rawValue)"
  }
}
