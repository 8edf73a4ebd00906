/// Version 0 of the body, from the first trial. It had no schema field and differed in three places:
///
/// | field | version 0 | version 1 |
/// |---|---|---|
/// | 2 | text `2024-03-07 14:30` | civil minutes |
/// | 4 | unsigned seconds since 1970 | signed milliseconds |
/// | 18 | text `kind:mode`, mode may be missing | a message |
///
/// Everything else reads as in version 1.
enum Schema0 {
  static func upcast(_ body: RawSpan) throws(WireError) -> BodyFields {
    var writer = WireWriter()
    var reader = WireReader(0..<body.byteCount)
    while let field = try reader.next(in: body) {
      switch field.number {
      case 2: writer.signed(2, try minute(body.text(field.bytes), at: field.whole.lowerBound))
      case 4: writer.signed(4, Int64(clamping: min(field.value, 1 << 50)) * 1000)
      case 18: given(body.text(field.bytes), to: &writer)
      default: writer.raw(body.array(field.whole))
      }
    }
    let upcast = writer.bytes
    return try BodyFields(unsafe upcast.span.bytes)
  }

  private static func minute(_ text: String, at offset: Int) throws(WireError) -> Int64 {
    let edtf = text.split(separator: " ").joined(separator: "T")
    do throws(EDTFError) {
      return try When(edtf: edtf).minute
    } catch {
      throw WireError(offset: offset)
    }
  }

  private static func given(_ text: String, to writer: inout WireWriter) {
    let parts = text.split(separator: ":", maxSplits: 1)
    writer.message(18) { inner in
      inner.text(1, parts.first.map(String.init) ?? "")
      inner.number(2, parts.dropFirst().first.flatMap { Mode(String($0)) }?.rawValue ?? 0)
    }
  }
}
