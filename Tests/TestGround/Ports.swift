import Glibc

/// So many ports of loopback that nobody listens on.
public func freePorts(_ count: Int) throws -> [Int] {
  let sockets = (0..<count).map { _ in socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
  defer { for one in sockets { close(one) } }
  return try sockets.map { one in
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let done = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(one, $0, size) == 0 && getsockname(one, $0, &size) == 0
      }
    }
    guard done else { throw NoPort() }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

private struct NoPort: Error {}
