/// The parts of a body that are messages or fixed bytes of their own.
extension RawSpan {
  func eventID(_ field: WireField) throws(WireError) -> EventID {
    guard field.bytes.count == EventID.byteCount else { throw WireError(offset: field.whole.lowerBound) }
    return EventID(self, at: field.bytes.lowerBound)
  }

  func handle(_ field: WireField) throws(WireError) -> Handle {
    guard field.bytes.count == Handle.byteCount else { throw WireError(offset: field.whole.lowerBound) }
    return Handle(self, at: field.bytes.lowerBound)
  }
}

extension GivenReading {
  init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    self.init("", .happened)
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: kind = Kind(body.text(part.bytes))
      case 2: mode = UInt8(exactly: part.value).flatMap(Mode.init(rawValue:)) ?? .happened
      case 3: holds = part.value == 0
      default: break
      }
    }
  }
}

extension When {
  init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    var (minute, vague) = (Int64(0), "")
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: minute = part.signed
      case 2: vague = body.text(part.bytes)
      default: break
      }
    }
    self.init(minute: minute, vague: vague)
  }
}

extension Counts {
  init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    self.init()
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      let count = part.value == 0 ? nil : Int(exactly: part.value - 1)
      switch part.number {
      case 1: heads = count
      case 2: meals = count
      case 3: newFaces = count
      default: break
      }
    }
  }
}

extension SwitchedView {
  init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    self.init(ViewVersion(view: "", fingerprint: ""), contents: "")
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: version.view = body.text(part.bytes)
      case 2: version.fingerprint = body.text(part.bytes)
      case 3: contents = body.text(part.bytes)
      default: break
      }
    }
  }
}

/// The epochs of a destruction.
struct EpochChange {
  var ended: UInt32 = 0
  var begun: UInt32 = 0
  var wrapped = 0

  init() {}

  init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: ended = UInt32(truncatingIfNeeded: part.value)
      case 2: begun = UInt32(truncatingIfNeeded: part.value)
      case 3: wrapped = Int(truncatingIfNeeded: part.value)
      default: break
      }
    }
  }
}
