import Events

/// Whom and what a line is about, as far as words need it.
struct Subject {
  var handle = Handle.organisation
  var isWoman = false
  var pet = ""
  var home = Home.house
  /// Which thing or errand a promise is about.
  var promise: UInt64 = 0
  var other: Handle?
  /// 1 to 12.
  var month = 4
  var colleague = ""
  var stop = ""
  var town = ""
  var counts = Counts()

  /// A number that is always the same for the same person and section.
  func own(_ section: Int) -> UInt64 { mixed(handle.low ^ UInt64(section)) }
}

/// How someone lives, as lines speak of it.
enum Home: UInt8, Sendable { case house, rough, flat }
