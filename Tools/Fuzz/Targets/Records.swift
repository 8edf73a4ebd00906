import Events

extension Target {
  /// A record: header and opened body, of whatever version. What can be read is the same event when it is
  /// written and read again.
  static let record = Target("record", longest: 4096) { input in
    guard let event = try event(input) else { return }
    let body = event.body
    let header = Header(type: event.content.type, handle: event.handle, id: event.id)
    try hold(header.bytes == Array(input.prefix(Header.byteCount)), "a header is written as it was read")
    let again = try Body.read(body.span.bytes, under: header)
    try hold(again == event, "an event that is written reads the same")
    try hold(again.body == body, "and is written as the same bytes")
    _ = "\(event.happened) \(event.recorded) \(event.happened.day.week) \(event.id)"
  }

  /// Nil for what is no record of ours; that it says why is enough.
  static func event(_ input: [UInt8]) throws -> Event? {
    let header: Header
    do throws(HeaderError) { header = try Header(input.span.bytes) } catch {
      try hold(!error.description.isEmpty, "an error is a sentence")
      return nil
    }
    let body = Array(input.dropFirst(Header.byteCount))
    do throws(BodyError) { return try Body.read(body.span.bytes, under: header) } catch {
      try hold(error.description.contains(header.id.description), "an error names the event")
      return nil
    }
  }
}
