public import Events
public import LMDB

/// The tables of a log's folder, format 1.
///
/// | table | key | value |
/// |---|---|---|
/// | records | position | header, sealed body |
/// | ids | origin, sequence | position |
/// | meta | name | eight or sixteen bytes |
///
/// All numbers are big-endian.
@usableFromInline
struct Tables: Sendable {
  static let names = ["records", "ids", "meta"]

  @usableFromInline let records: Table<Position>
  @usableFromInline let ids: Table<Pair>
  let meta: Table<[UInt8]>

  init(_ environment: Environment) {
    records = environment.table("records")
    ids = environment.table("ids")
    meta = environment.table("meta")
  }
}

extension Pair {
  @inlinable init(_ id: EventID) { self.init(id.origin, id.sequence) }
}

extension EventID {
  init(_ pair: Pair) { self.init(origin: pair.first, sequence: pair.second) }
}

extension RawSpan {
  /// The position that an entry of `ids` holds; nil when it is no such thing.
  @usableFromInline var position: Position? { Position(keyBytes: self) }
}
