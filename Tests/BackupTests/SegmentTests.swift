import Events
import Foundation
import Journal
import Keyring
import TestGround
import Testing

@testable import Backup

@Suite struct `A segment` {
  let folder: Folder
  let path: String

  init() throws {
    folder = try Folder()
    path = folder.path + "/" + SegmentName(first: 5, last: 14).text
  }

  func record(_ number: Int) -> [UInt8] {
    let header = Header(
      type: .note, handle: Handle(high: 1, low: 2), id: EventID(origin: 3, sequence: UInt64(number)))
    return header.bytes + [UInt8](repeating: UInt8(number), count: number * 10)
  }

  func make(_ records: [[UInt8]]) throws {
    let segment = Segment(log: someLog, first: 5, last: 4 + UInt64(records.count), made: someDay)
    let file = try OutputFile(path)
    try file.append(segment.bytes)
    for record in records { try file.append(UInt32(record.count).bigEndianBytes + record) }
    _ = try file.finish()
  }

  func read() throws -> [[UInt8]] {
    var records: [[UInt8]] = []
    _ = try Segment.read(path) { _, record in records.append(bytes(record)) }
    return records
  }

  @Test("gives back its records")
  func round() throws {
    let records = (1...10).map(record)
    try make(records)
    #expect(try read() == records)
    let segment = try Segment.read(path) { _, _ in }
    #expect(segment.log == someLog && segment.made == someDay && segment.first == 5 && segment.last == 14)
  }

  @Test("holds records up to the longest, over many reads")
  func long() throws {
    let long = record(1) + [UInt8](repeating: 3, count: Journal.maximumRecordBytes - 44)
    let records = [record(1), long, record(2), long, long, record(3)]
    try make(records)
    #expect(try read() == records)
  }

  @Test("is refused with any bit changed, and cut anywhere")
  func edits() throws {
    try make((1...4).map(record))
    let whole = try contents(of: path)
    for index in whole.indices {
      for bit in [index % 8] {
        var edited = whole
        edited[index] ^= 1 << UInt8(bit)
        try write(edited, to: path)
        #expect(throws: (any Error).self, "byte \(index)") { try read() }
      }
      try write(Array(whole[..<index]), to: path)
      #expect(throws: (any Error).self, "cut at \(index)") { try read() }
    }
  }

  @Test("has a name that tells its positions, and no other is one")
  func names() {
    let name = SegmentName(first: 1, last: 1_048_576)
    #expect(name.text == "000000000001-000001048576.segment")
    #expect(SegmentName(name.text) == name)
    #expect(SegmentName(SegmentName(first: 1, last: .max).text)?.last == .max)
    for text in [
      "1-2.segment", "000000000002-000000000001.segment", "000000000000-000000000001.segment", ".segment",
      "000000000001-000001048576.segment.new", "000000000001.segment", "README.txt",
      "+00000000001-000001048576.segment",
    ] {
      #expect(SegmentName(text) == nil, "\(text)")
    }
  }
}
