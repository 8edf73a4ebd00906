/// How fast a replay goes: so many days of the release a second, or as fast as it can.
public enum Speed: Hashable, Sendable {
  case atOnce
  case daysPerSecond(Double)
}
