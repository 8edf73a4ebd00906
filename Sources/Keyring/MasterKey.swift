internal import Glibc

/// The key under which all others are wrapped. It lives outside the data folder, is never shown, and leaves no
/// bytes behind in memory. Whoever has it and a backup of the keys reads everything; without it, no one does.
public struct MasterKey: Sendable {
  let secret: Secret

  /// From a file of mode 0600 with 64 hexadecimal digits and a newline.
  public init(file path: String) throws(KeyringError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .masterMissing(source: path, reason: reason(errno)) }
    defer { close(file) }
    try checkMode(file, path)
    var text = [UInt8](repeating: 0, count: 66)
    defer { wipe(&text) }
    let count = unsafe text.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
    guard count == 65, text[64] == newline else { throw .masterContent(source: path) }
    secret = try parse(text[..<count], source: path)
  }

  /// From an environment variable with 64 hexadecimal digits.
  public init(environment name: String) throws(KeyringError) {
    guard let value = unsafe getenv(name) else {
      throw .masterMissing(source: "the environment variable \(name)", reason: "it is not set")
    }
    var text = unsafe [UInt8](UnsafeRawBufferPointer(start: value, count: strlen(value)))
    defer { wipe(&text) }
    secret = try parse(text, source: "the environment variable \(name)")
  }

  /// From what a command of the shell prints: 64 hexadecimal digits.
  public init(command: String) throws(KeyringError) {
    let source = "the command \(command)"
    guard let pipe = unsafe popen(command, "re") else {
      throw .masterMissing(source: source, reason: reason(errno))
    }
    var text = [UInt8](repeating: 0, count: 4096)
    defer { wipe(&text) }
    let count = unsafe text.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, pipe) }
    let status = unsafe pclose(pipe)
    guard status == 0 else {
      throw .masterMissing(source: source, reason: "it ended with status \(status >> 8 & 255)")
    }
    secret = try parse(text[..<count], source: source)
  }

  /// Draws a new one and writes it to a file that is not there yet, mode 0600, on the disk when this returns. It
  /// gets its name when it is whole.
  public static func make(file path: String) throws(KeyringError) -> MasterKey {
    let beside = path + ".\(getpid()).new"
    let file = unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .masterMissing(source: path, reason: reason(errno)) }
    defer {
      close(file)
      unsafe unlink(beside)
    }
    let key = MasterKey(secret: try .random(count: Cipher.keyBytes))
    guard key.write(to: file) else { throw .masterMissing(source: path, reason: reason(errno)) }
    guard unsafe link(beside, path) == 0 else {
      throw errno == EEXIST
        ? .masterExists(path: path) : .masterMissing(source: path, reason: reason(errno))
    }
    guard syncFolder(of: path) else { throw .masterMissing(source: path, reason: reason(errno)) }
    return key
  }

  private init(secret: Secret) { self.secret = secret }

  private func write(to file: Int32) -> Bool {
    var text = unsafe secret.bytes.flatMap { byte in [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    text.append(newline)
    defer { wipe(&text) }
    let count = unsafe text.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
    return count == text.count && fsync(file) == 0
  }
}

extension MasterKey: CustomStringConvertible, CustomReflectable {
  public var description: String { "a master key" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

private let newline = UInt8(ascii: "\n")
private let digits = Array("0123456789abcdef".utf8)

private func checkMode(_ file: Int32, _ path: String) throws(KeyringError) {
  var facts = stat()
  guard unsafe fstat(file, &facts) == 0 else { throw .masterMissing(source: path, reason: reason(errno)) }
  guard facts.st_mode & 0o777 == 0o600 else { throw .masterMode(path: path, mode: facts.st_mode & 0o777) }
}

/// 64 hexadecimal digits, and at most one newline after them.
private func parse(_ text: some Collection<UInt8>, source: String) throws(KeyringError) -> Secret {
  let secret = Secret(count: Cipher.keyBytes)
  var rest = text.makeIterator()
  for index in 0..<Cipher.keyBytes {
    guard let high = nibble(rest.next()), let low = nibble(rest.next()) else {
      throw .masterContent(source: source)
    }
    unsafe secret.bytes[index] = high << 4 | low
  }
  guard [nil, newline].contains(rest.next()), rest.next() == nil else { throw .masterContent(source: source) }
  return secret
}

private func nibble(_ digit: UInt8?) -> UInt8? {
  switch digit {
  case .some(let d) where (0x30...0x39).contains(d): d - 0x30
  case .some(let d) where (0x61...0x66).contains(d | 0x20): (d | 0x20) - 0x61 + 10
  default: nil
  }
}
