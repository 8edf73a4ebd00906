public import Events
public import HashTree
public import Journal

/// What a reading of a whole backup found to be as it should.
public struct Checked: Sendable {
  public let log: Handle
  public let checkpoint: SignedNote
  /// The backup reaches to here.
  public let size: Position
  /// The root over its records, in base64.
  public let root: String
  /// When its last segment was begun: all that was told before is in it.
  public let made: Moment?
  /// Whose events there are, the organisation's among them, and how many each has.
  public fileprivate(set) var events: [Handle: Int] = [:]
  /// The sealed records of erasures.
  fileprivate(set) var erasures: [[UInt8]] = []
  let signingSeed: [UInt8]
  let segments: [SegmentName]
}

extension BackupFolder {
  /// Reads every byte of the log's part, and changes nothing: segments complete and without gaps, their digests,
  /// readable headers, the root over all records that of the checkpoint, and the checkpoint signed.
  /// - Parameters:
  ///   - verifier: the key that must have signed; nil for the one that lies in the folder.
  ///   - progress: told events done and events in all.
  public func check(
    verifier: VerifierKey? = nil, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> Checked {
    guard let note = try note(), let identity = try text(at: identityPath) else {
      throw BackupError.noBackup(path: path)
    }
    let known = try BackupIdentity(text: identity, path: identityPath)
    let head = try Checkpoint(note, by: verifier ?? known.verifier)
    guard head.origin == "tillid/\(known.log)" else { throw BackupError.otherLog(path: identityPath) }
    let segments = try segments(upTo: head.size)
    let made = try segments.last.map { try Segment.beginning(path(of: $0)).made }
    var checked = Checked(
      log: known.log, checkpoint: note, size: head.size, root: "\(head.root)", made: made,
      signingSeed: known.signingSeed,
      segments: segments)
    var edge = Edge()
    try each(checked) { position, record in
      let header = try Header(record)
      checked.events[header.handle, default: 0] += 1
      if header.type == .erased { checked.erasures.append(bytes(of: record)) }
      edge.append(.leaf(record))
      if position % 4096 == 0 { progress(Int(position), Int(head.size)) }
    }
    guard edge.root == head.root else {
      throw BackupError.damaged(
        path: log, "the root over its records is not the one of the checkpoint")
    }
    return checked
  }

  /// Lends every record in order.
  func each(_ checked: Checked, _ body: (Position, RawSpan) throws -> Void) throws {
    for name in checked.segments {
      let segment = try Segment.read(path(of: name)) { position, record in
        do { try body(position, record) } catch is HeaderError {
          throw BackupError.damaged(
            path: path(of: name), "the record at position \(position) has no readable header")
        }
      }
      guard segment.name == name else {
        throw BackupError.damaged(path: path(of: name), "its name is that of other positions")
      }
      guard segment.log == checked.log else { throw BackupError.otherLog(path: path(of: name)) }
    }
  }
}

private func bytes(of record: RawSpan) -> [UInt8] { (0..<record.byteCount).map { record.byte(at: $0) } }

extension Segment {
  /// What its header says.
  static func beginning(_ path: String) throws -> Segment {
    let file = try InputFile(path)
    return try file.take(headerBytes) { try Segment($0, path: path) }
  }
}
