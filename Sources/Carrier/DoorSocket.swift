internal import Foundation
internal import Glibc

/// A socket of this machine's own file system, either side of it.
struct DoorSocket {
  let file: Int32

  /// A path in a socket's address has room for 107 bytes, and a data folder may lie deeper: so the folder is opened,
  /// and named by its number.
  private static func address<Made>(in data: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Made)
    -> Made?
  {
    let folder = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    defer { Glibc.close(folder) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: Array("/proc/self/fd/\(folder)/door".utf8))
    }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func make() -> Int32 {
    socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  }

  private init(_ file: Int32) { self.file = file }

  /// Only who holds the log's lock may do this: what stands there is of a process that is gone.
  init(listeningIn data: String) throws(DoorError) {
    file = Self.make()
    guard file >= 0 else { throw .cannotOpen(data, String(cString: strerror(errno))) }
    unlink(data + "/door")
    // Before it has a name: nobody else can come between.
    fchmod(file, 0o600)
    let file = file
    guard Self.address(in: data, { bind(file, $0, $1) }) == 0, listen(file, 16) == 0 else {
      let reason = String(cString: strerror(errno))
      Glibc.close(file)
      throw .cannotOpen(data, reason)
    }
    _ = fcntl(file, F_SETFL, O_NONBLOCK)
  }

  /// nil where nobody stands at the door.
  init?(knockingAt data: String) {
    file = Self.make()
    guard file >= 0 else { return nil }
    let file = file
    guard Self.address(in: data, { connect(file, $0, $1) }) == 0 else {
      Glibc.close(file)
      return nil
    }
    // A change of all secrets waits for what is being carried.
    patience(seconds: 120)
  }

  func close() { Glibc.close(file) }

  func accept() -> DoorSocket? {
    let visitor = Glibc.accept(file, nil, nil)
    guard visitor >= 0 else { return nil }
    _ = fcntl(visitor, F_SETFD, FD_CLOEXEC)
    let socket = DoorSocket(visitor)
    socket.patience(seconds: 5)
    return socket
  }

  private func patience(seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(file, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  /// `ucred`: process, user, group of the other side, as the kernel knows it.
  private var peer: [Int32] {
    var peer: [Int32] = [0, -1, -1]
    var length = socklen_t(12)
    return getsockopt(file, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 ? peer : [0, -1, -1]
  }

  /// The process on the other side.
  var process: Int32 { peer[0] }
  var isOurs: Bool { [Int32(bitPattern: geteuid()), 0].contains(peer[1]) }

  /// Longer than a request and its reasons can be.
  private static let most = 1 << 20

  /// All that the other side says until it has said everything; nil where it breaks off or goes on too long.
  func read() -> Data? {
    var all = Data()
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while all.count < Self.most {
      let count = recv(file, &part, part.count, 0)
      if count < 0 { return nil }
      if count == 0 { return all }
      all.append(contentsOf: part[..<count])
    }
    return nil
  }

  /// All there is to say; then the other side reads the end.
  func write(_ bytes: Data) {
    var rest = [UInt8](bytes)[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
    shutdown(file, Int32(SHUT_WR))
  }
}
