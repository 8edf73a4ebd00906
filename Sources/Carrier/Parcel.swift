internal import Broker
internal import Events
internal import HashTree

/// Many records in one message. A line goes by itself, as it lies in the log and by its own id; a backlog goes in
/// parcels, since a broker needs as long for a line as for a parcel.
///
/// A parcel is a zero byte, with which no record begins, and then each record behind its length in four bytes. Its id
/// is made of what is in it, so that the stream knows the very same one.
enum Parcel {
  /// Fewer go by themselves.
  static let fewest = 32
  /// A parcel takes no more once it holds so many bytes: a slow link is not blocked for long by one.
  static let bytes = 64 << 10

  /// - Parameter singles: records by their ids, in the order of the log.
  static func packed(_ singles: [Outgoing]) -> [Outgoing] {
    guard singles.count >= fewest else { return singles }
    var open: [String: [Outgoing]] = [:]
    var (sizes, closed): ([String: Int], [[Outgoing]]) = ([:], [])
    for single in singles {
      open[single.subject, default: []].append(single)
      sizes[single.subject, default: 0] += single.bytes.count + 4
      guard sizes[single.subject, default: 0] >= bytes else { continue }
      closed.append(open.removeValue(forKey: single.subject) ?? [])
      sizes[single.subject] = 0
    }
    return (closed + open.sorted { $0.key < $1.key }.map(\.value)).map(parcel)
  }

  private static func parcel(_ singles: [Outgoing]) -> Outgoing {
    if singles.count == 1 { return singles[0] }
    var bytes: [UInt8] = [0]
    bytes.reserveCapacity(singles.reduce(1) { $0 + $1.bytes.count + 4 })
    for single in singles {
      let count = UInt32(single.bytes.count)
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: count >> UInt32(shift))) }
      bytes += single.bytes
    }
    let id = TreeHash.sha256(bytes.span.bytes).bytes.prefix(16)
    return Outgoing(
      subject: singles[0].subject, id: "parcel-" + id.map { String($0, radix: 16) }.joined(separator: "."),
      bytes: bytes)
  }

  /// The records of a message; what is no parcel is one record. What cannot be read of a parcel comes as one that no
  /// log takes.
  static func records(in message: [UInt8]) -> [[UInt8]] {
    guard message.first == 0 else { return [message] }
    var (records, rest): ([[UInt8]], ArraySlice<UInt8>) = ([], message.dropFirst())
    while !rest.isEmpty {
      let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      guard count > 0, rest.count >= 4 + count else { return records + [[0] + rest.prefix(64)] }
      records.append(Array(rest.dropFirst(4).prefix(count)))
      rest = rest.dropFirst(4 + count)
    }
    return records
  }
}
