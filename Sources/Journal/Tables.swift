public import Events
public import LMDB

/// The tables of a log's folder, format 1.
///
/// | table | key | value |
/// |---|---|---|
/// | records | position | header, sealed body |
/// | ids | origin, sequence | position |
/// | tree | number of a complete subtree, from 1 | its hash |
/// | meta | name | bytes: format, names, the edge of the tree, what was signed |
///
/// All numbers are big-endian.
@usableFromInline
struct Tables: Sendable {
  static let names = ["records", "ids", "tree", "meta"]

  @usableFromInline let records: Table<Position>
  @usableFromInline let ids: Table<Pair>
  let tree: Table<UInt64>
  let meta: Table<[UInt8]>

  init(_ environment: Environment) {
    records = environment.table("records")
    ids = environment.table("ids")
    tree = environment.table("tree")
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
