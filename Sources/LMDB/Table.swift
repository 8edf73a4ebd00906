/// A named, ordered map from keys to bytes within one environment. Free to copy and to keep as long as that.
public struct Table<Key: TableKey>: Sendable {
  @usableFromInline let id: TableID
  @usableFromInline init(id: TableID) { self.id = id }
}

/// The handle of a table and the environment that it belongs to; another environment refuses it.
@usableFromInline
struct TableID: Sendable {
  let handle: UInt32
  let environment: UInt64
}

/// Where a value goes.
public enum Placement: Sendable {
  /// Where its key sorts; replaces what is there.
  case anywhere
  /// After all others, without a search. A key that is not greater than the last throws `outOfOrder`.
  case last
}
