internal import Foundation

/// The name of the stream into which a van or region puts what is told there.
///
/// It is drawn whenever such a stream is made. The stream of the hubs remembers how far it had come in one of that
/// name, and would wait for ever for the rest of one that began again at one, and say nothing. So it is drawn as
/// well when the machine takes a new origin: then its folder was put back, and the stream may have been with it.
extension MachineFolder {
  private static let stem = "OUTBOX_"

  var outboxPath: String { path + "/machine/outbox" }

  /// nil where none was drawn for this origin.
  public func outbox(of origin: UInt64) -> String? {
    guard let bytes = FileManager.default.contents(atPath: outboxPath) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, UInt64(words[1]) == origin, Self.isOutbox(words[0]) else { return nil }
    return String(words[0])
  }

  /// On the disk when this returns, so that no name is used twice.
  public func drawOutbox(for origin: UInt64) throws -> String {
    let drawn = String(UInt32.random(in: 0...(.max)), radix: 16)
    let name = Self.stem + String(repeating: "0", count: 8 - drawn.count) + drawn
    try write(Array("\(name) \(origin)\n".utf8), at: outboxPath)
    return name
  }

  /// What another machine says is its outbox is nothing else.
  public static func isOutbox(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(stem) && name.utf8.count == 15
      && name.utf8.dropFirst(7).allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }
}
