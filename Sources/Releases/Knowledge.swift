/// What the guarantee supposes somebody to know of a participant: up to L events, in one of four ways. An item is
/// the tuple of all released columns but `count`; a row counts once, however many events it stands for.
///
/// A participant is found by a pattern where their rows hold it: `set` each of its items at least once, `multiset`
/// each at least as often as the pattern, `sequence` its items in this order (with gaps) where the time of each
/// item is not known, `timed` in this order with their times. Besides, a whole trace of at most L rows counts as
/// known to its end: so many others must have exactly these rows in this order.
///
/// A pattern that somebody's rows hold is safe if at least K participants' rows hold it, and, for each sensitive
/// rule of which no item of the pattern is, at most the share C of them has an item of that rule.
public enum Knowledge: String, CaseIterable, Sendable {
  case set, multiset, sequence, timed
}
