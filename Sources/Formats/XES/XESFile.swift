/// A file of XES that is written trace by trace, so that no more than one of them is held.
public final class XESFile {
  private let file: OutputFile
  private let writer: XESWriter
  private var events = 0

  /// Packed by gzip where the name ends with `.gz`.
  /// - Parameter head: its declarations and attributes; a version that was not told is today's.
  public init(_ path: String, head: CaseLog) throws(FormatError) {
    var head = head
    if head.version.isEmpty { head.version = CaseLog().version }
    file = try OutputFile(path, .xes, packed: path.hasSuffix(".gz"))
    writer = XESWriter(file: file)
    writer.heading(of: head)
  }

  public func write(_ trace: CaseLog.Trace) {
    writer.write(trace)
    events += trace.events.count
  }

  /// An event of no trace; these come after all traces.
  public func write(_ event: CaseLog.Event) {
    writer.write(event, depth: 1)
    events += 1
  }

  public func finish() throws(FormatError) -> WrittenFile {
    writer.close()
    return try file.finish(rows: events)
  }
}

/// A file of text that is written line by line.
public final class LinesFile {
  private let file: OutputFile
  private var rows = 0

  /// Packed by gzip where the name ends with `.gz`.
  public init(_ path: String, _ format: EventFormat) throws(FormatError) {
    file = try OutputFile(path, format, packed: path.hasSuffix(".gz"))
  }

  /// - Parameter line: without its end.
  public func write(_ line: some Collection<UInt8>) {
    file.put(Array(line))
    file.put("\n")
    rows += 1
  }

  public func finish() throws(FormatError) -> WrittenFile { try file.finish(rows: rows) }
}
