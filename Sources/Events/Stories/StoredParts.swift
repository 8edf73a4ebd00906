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
    guard !line.text.isEmpty else { return }
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
  public mutating func parts(_ field: Int, _ parts: some Sequence<some Stored>) {
    for each in parts { part(field, each) }
  }
}

extension RawSpan {
  public func event(_ field: WireField) throws(WireError) -> EventID { try eventID(field) }

  public func day(_ field: WireField) -> Day { Day(number: Int32(truncatingIfNeeded: field.signed)) }

  public func when(_ field: WireField) throws(WireError) -> When { try When(field, self) }

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
