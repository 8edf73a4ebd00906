/// How much of a rebuild is done at a time. Nothing that comes out depends on it.
struct Portions: Sendable {
  /// Sealed records held at a time, in bytes.
  var batch = 128 << 20
  /// Sealed records that one thread folds in one go, in bytes.
  var share = 256 << 10
  /// Sealed views that one transaction writes, in bytes of all stores together.
  var transaction = 8 << 20
  /// Positions of the log that one thread takes at a time to count the organisation's events.
  var stretch = 20_000
  /// Sums that are sorted at a time.
  var sums = 1 << 18
  /// Lines that each thread remembers, with what they tell.
  var lines = 1 << 16
}
