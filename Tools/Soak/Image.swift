import Foundation

extension Disk {
  /// Writes one of the states in which the disk could be found if the power went now.
  func writeImage(to folder: String, _ dice: inout Dice) throws {
    let (names, bytes) = (Likelihood(&dice), Likelihood(&dice))
    let start = Data(
      try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8).utf8.prefix(36))
    /// A machine whose power went has started anew, and no build may be gone on with that notes this start.
    func started(_ contents: Data) -> Data {
      var contents = contents
      if let place = contents.range(of: start) {
        contents.replaceSubrange(place, with: Data(repeating: UInt8(ascii: "0"), count: start.count))
      }
      return contents
    }
    var found: [ObjectIdentifier: [String: Node]] = [:]
    func entries(_ node: Node) -> [String: Node] { found[ObjectIdentifier(node)] ?? node.lastingNames }
    for change in changes where names.holds(&dice) {
      if let out = change.removes {
        var all = entries(out.folder)
        all[out.name] = nil
        found[ObjectIdentifier(out.folder)] = all
      }
      if let new = change.adds {
        var all = entries(new.folder)
        all[new.name] = new.node
        found[ObjectIdentifier(new.folder)] = all
      }
    }
    func write(_ node: Node, _ path: String) throws {
      guard node.isFolder else {
        let contents = started(Data(Disk.torn(node, bytes, &dice)))
        let mode = [FileAttributeKey.posixPermissions: NSNumber(value: node.mode)]
        guard FileManager.default.createFile(atPath: path, contents: contents, attributes: mode) else {
          throw CocoaError(.fileWriteUnknown)
        }
        return
      }
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, child) in entries(node).sorted(by: { $0.key < $1.key }) {
        try write(child, path + "/" + name)
      }
    }
    try write(root, folder)
  }

  /// How much of what was on its way has come through: nothing, all, or a share of it.
  private struct Likelihood {
    let share: Double

    init(_ dice: inout Dice) {
      share =
        switch dice.below(5) {
        case 0: 0
        case 1: 1
        default: dice.fraction()
        }
    }

    func holds(_ dice: inout Dice) -> Bool { dice.fraction() < share }
  }

  private static let sector = 512

  /// What lasts, and over it the sectors of later writes that came through; the length may have come through
  /// without the bytes, which are zero then.
  private static func torn(_ node: Node, _ likelihood: Likelihood, _ dice: inout Dice) -> [UInt8] {
    var bytes = node.lasting
    for (_, write) in node.writes {
      guard case .bytes(let place, let data) = write else {
        if likelihood.holds(&dice) { apply(write, to: &bytes) }
        continue
      }
      let isTorn = dice.below(3) == 0
      if !isTorn, likelihood.holds(&dice) { apply(write, to: &bytes) }
      var start = place
      while isTorn, start < place + data.count {
        let end = min((start / sector + 1) * sector, place + data.count)
        let piece = data[(data.startIndex + start - place)..<(data.startIndex + end - place)]
        if likelihood.holds(&dice) { apply(.bytes(at: start, piece), to: &bytes) }
        start = end
      }
      if dice.below(8) == 0, likelihood.holds(&dice) { grow(&bytes, to: place + data.count) }
    }
    return bytes
  }

  /// What differs between the live files in `folder` and those that the recording comes to; what `lock.mdb` and
  /// the like hold is of no account.
  func differences(from folder: String) throws -> [String] {
    var found: [String] = []
    func compare(_ node: Node, _ path: String) throws {
      let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      if names != node.names.keys.sorted() {
        found.append("\(path) holds \(names), recorded \(node.names.keys.sorted())")
      }
      for name in names {
        guard let child = node.names[name] else { continue }
        guard !child.isFolder else {
          try compare(child, path + "/" + name)
          continue
        }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path + "/" + name)))
        if bytes != child.live, !name.hasPrefix("lock.mdb") {
          found.append("\(path)/\(name) holds \(bytes.count) bytes, recorded \(child.live.count)")
        }
      }
    }
    try compare(root, folder)
    return found
  }
}
