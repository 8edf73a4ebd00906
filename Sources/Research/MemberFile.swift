internal import Anonymity
internal import Events
internal import Foundation
internal import Keyring
internal import Releases

/// Who is in a release and who was left out: a row for each who had said yes, sealed under that person's key and
/// found by a name that only this key makes. So an erasure takes the row with it, and nobody can tell whose it was.
///
/// The pseudonym in a row is sealed once more under the key of the release: when that ends, nobody can say any more
/// whose a pseudonym is.
struct MemberFile {
  /// By name, 16 bytes each, in order.
  private(set) var rows: [(name: Handle, sealed: [UInt8])] = []

  /// What one row tells.
  struct Row: Hashable, Sendable {
    /// Nil for those who were left out.
    var fingerprint: UInt64?
    /// Rows that were released.
    var count = 0
    /// Sealed under the key of the release.
    var pid: [UInt8] = []
    /// What was released, as `EventTable.codes(of:)` packs it; nil in a file of before it was kept.
    var codes: [UInt8]?
  }

  /// What was released of somebody.
  struct Member {
    var pid = ""
    var count = 0
    var print: UInt64 = 0
    var codes: [UInt8] = []
  }

  init() {}

  // MARK: - making

  /// - Parameter members: of some keepers what was released; all others of `keepers` were left out.
  init(
    of release: Handle, _ keepers: [Handle], _ members: [Handle: Member], _ keyring: Keyring
  ) throws {
    var sealer = try keyring.sealer()
    let binding = Self.binding(release)
    for keeper in keepers {
      var row = Row()
      if let member = members[keeper] {
        (row.fingerprint, row.count, row.codes) = (member.print, member.count, member.codes)
        row.pid = try sealer.seal(Array(member.pid.utf8), for: release, binding: binding)
      }
      let name = try Self.name(release, try sealer.namer(for: keeper))
      rows.append((name, try sealer.seal(row.bytes, for: keeper, binding: binding)))
    }
    rows.sort { $0.name < $1.name }
  }

  private static func binding(_ release: Handle) -> [UInt8] { Array("release member".utf8) + release.bytes }

  private static func name(_ release: Handle, _ namer: Namer) throws -> Handle {
    let name = try namer.name("release member \(release)")
    return Handle(name.span.bytes, at: 0)
  }

  // MARK: - reading

  /// The row of one keeper; nil where there is none.
  func row(of keeper: Handle, in release: Handle, _ sealer: inout Sealer) throws -> Row? {
    guard let place = place(of: try Self.name(release, try sealer.namer(for: keeper))) else { return nil }
    return Row(try sealer.open(rows[place].sealed, for: keeper, binding: Self.binding(release)))
  }

  /// The pseudonym of a row, as long as the release's key lives.
  static func pid(_ row: Row, in release: Handle, _ sealer: inout Sealer) throws -> String? {
    guard !row.pid.isEmpty else { return nil }
    return String(
      decoding: try sealer.open(row.pid, for: release, binding: binding(release)), as: UTF8.self)
  }

  /// Everybody by whom they are now, with their row; who is erased since by a stand-in, without one.
  func everybody(
    in release: Handle, _ living: [Handle], _ keeper: (Handle) throws -> Handle?, _ keyring: Keyring
  ) throws -> [(owner: Handle, row: Row?)] {
    var (found, seen) = ([(owner: Handle, row: Row?)](), Set<Handle>())
    var sealer = try keyring.sealer()
    for handle in living {
      guard let place = place(of: try Self.name(release, try sealer.namer(for: handle))) else { continue }
      seen.insert(rows[place].name)
      let opened = try sealer.open(rows[place].sealed, for: handle, binding: Self.binding(release))
      if let row = Row(opened) { found.append((try keeper(handle) ?? handle, row)) }
    }
    for row in rows where !seen.contains(row.name) { found.append((row.name, nil)) }
    return found
  }

  private func place(of name: Handle) -> Int? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low].name == name ? low : nil
  }

  // MARK: - bytes

  /// Each row: its name, how many bytes, these bytes.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    for row in rows {
      out += row.name.bytes
      out.append(bigEndian: UInt64(row.sealed.count))
      out += row.sealed
    }
    return out
  }

  /// Nil for what `bytes` did not make.
  init?(_ bytes: [UInt8]) {
    let span = bytes.span.bytes
    var offset = 0
    while offset < bytes.count {
      guard bytes.count - offset >= 24 else { return nil }
      let name = Handle(span, at: offset)
      let count = Int(clamping: span.bigEndian(at: offset + 16))
      guard count <= bytes.count - offset - 24 else { return nil }
      rows.append((name, Array(bytes[(offset + 24)..<(offset + 24 + count)])))
      offset += 24 + count
    }
  }
}

extension MemberFile.Row {
  /// One byte for what follows: 0 who was left out, 1 a member without what was released, 2 a member with it.
  fileprivate var bytes: [UInt8] {
    var out: [UInt8] = [fingerprint == nil ? 0 : 2]
    out.append(bigEndian: fingerprint ?? 0)
    out.append(bigEndian: UInt64(count))
    guard fingerprint != nil else { return out }
    out.append(bigEndian: UInt64(pid.count))
    return out + pid + (codes ?? [])
  }

  fileprivate init?(_ bytes: [UInt8]) {
    guard bytes.count >= 17 else { return nil }
    let span = bytes.span.bytes
    fingerprint = bytes[0] == 0 ? nil : span.bigEndian(at: 1)
    count = Int(clamping: span.bigEndian(at: 9))
    guard bytes[0] == 2 else {
      pid = Array(bytes[17...])
      return
    }
    guard bytes.count >= 25, span.bigEndian(at: 17) <= UInt64(bytes.count - 25) else { return nil }
    let end = 25 + Int(span.bigEndian(at: 17))
    (pid, codes) = (Array(bytes[25..<end]), Array(bytes[end...]))
  }
}
