/// How the parts that views are made of are stored in them.
extension WireWriter {
  public mutating func event(_ field: Int, _ id: EventID) { element(field, id.origin, id.sequence) }

  public mutating func day(_ field: Int, _ day: Day) { signed(field, day.number) }

  public mutating func when(_ field: Int, _ when: When) {
    message(field) { inner in
      inner.signed(1, when.minute)
      inner.text(2, when.vague)
    }
  }

  public mutating func line(_ field: Int, _ line: Line) {
    guard !line.text.isEmpty || !line.mentions.isEmpty else { return }
    message(field) { inner in
      inner.text(1, line.text)
      for mention in line.mentions { inner.element(2, mention.high, mention.low) }
    }
  }

  @inlinable
  public mutating func part(_ field: Int, _ part: some Stored) {
    message(field) { inner in part.write(to: &inner) }
  }

  @inlinable
  public mutating func parts<Part: Stored>(_ field: Int, _ parts: [Part]) {
    let parts = parts.span
    for index in parts.indices { part(field, parts[index]) }
  }
}

extension RawSpan {
  public func event(_ field: WireField) throws(WireError) -> EventID { try eventID(field) }

  /// A day beyond all that can be meant becomes the last that can: calendars and sums would overflow.
  public func day(_ field: WireField) -> Day { Day(number: Int32(field.signed.clamped(to: Day.all))) }

  /// The same for a time.
  public func when(_ field: WireField) throws(WireError) -> When {
    let when = try When(field, self)
    return When(minute: when.minute.clamped(to: When.all), vague: when.vague)
  }

  public func line(_ field: WireField) throws(WireError) -> Line {
    var line = Line("")
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: self) {
      switch part.number {
      case 1: line.text = text(part.bytes)
      case 2: line.mentions.append(try handle(part))
      default: break
      }
    }
    return line
  }
}

extension Int64 {
  fileprivate func clamped(to range: ClosedRange<Int64>) -> Int64 {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
