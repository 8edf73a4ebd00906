public import Events

extension Times {
  /// The time that a text is and nothing else, as it is said of what has happened.
  public func meant(by text: String) -> SaidTime? {
    let times = read(text)
    guard times.count == 1, var said = times.first?.said, times.first?.words == 0..<text.utf8.count else {
      return nil
    }
    if case .weekday(let weekday, .near) = said.sense { said.sense = .weekday(weekday, .last) }
    if said.tense == .open { said.tense = .past }
    return said
  }

  /// When all that the line tells took place: only where the line begins with a time that lies behind and a
  /// colon, `i går: lukkede op`, and says no other. A time anywhere else may be that of one thing among
  /// several.
  public func happened(_ line: String) -> TimeTold? {
    let times = read(line).filter(\.said.isDated)
    guard times.count == 1, let time = times.first, time.words.lowerBound == 0, time.said.looksBack,
      line.utf8.dropFirst(time.words.upperBound).first == UInt8(ascii: ":")
    else { return nil }
    return time
  }
}
