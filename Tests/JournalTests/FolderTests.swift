import Events
import Foundation
import Journal
import LMDB
import TestGround
import Testing

@Suite struct `A log's folder` {
  let folder: Folder
  init() throws { folder = try Folder() }

  func make(_ count: Int = 3) throws {
    _ = try Journal(at: folder.path).appendNow((0..<count).map { .note("\($0)") })
  }

  func sentence(_ access: Journal.Access = .readWrite(patience: .zero)) -> String? {
    #expect(throws: JournalError.self) { _ = try Journal(at: folder.path, access: access) }?.description
  }

  @Test func `is read by others, who may not write`() throws {
    try make()
    let journal = try Journal(at: folder.path, access: .readOnly)
    #expect(try journal.all().map(\.body) == ["0", "1", "2"])
    let error = #expect(throws: JournalError.self) { try journal.appendNow([.note()]) }
    #expect(error?.description.contains("open for reading only") == true)
  }

  @Test func `has one writing process, which others hear of by its number`() throws {
    let holder = Process()
    let ready = Pipe()
    let go = Pipe()
    holder.executableURL = URL(filePath: "/usr/bin/flock")
    holder.arguments = [folder.path + "/writer.lock", "sh", "-c", "echo ready; read line"]
    holder.standardOutput = ready
    holder.standardInput = go
    try holder.run()
    _ = ready.fileHandleForReading.availableData
    try "4711".write(toFile: folder.path + "/writer.lock", atomically: false, encoding: .utf8)
    #expect(sentence()?.contains("another process (4711) is writing to") == true)
    try go.fileHandleForWriting.write(contentsOf: Data("\n".utf8))
    holder.waitUntilExit()
    try make()
  }

  @Test func `is free for another writer when its journal was closed`() throws {
    let journal = try Journal(at: folder.path)
    let held = Process()
    held.executableURL = URL(filePath: "/usr/bin/flock")
    held.arguments = ["--nonblock", folder.path + "/writer.lock", "true"]
    try held.run()
    held.waitUntilExit()
    #expect(held.terminationStatus != 0)
    journal.close()
    let free = Process()
    free.executableURL = held.executableURL
    free.arguments = held.arguments
    try free.run()
    free.waitUntilExit()
    #expect(free.terminationStatus == 0)
  }

  @Test func `is opened once in a process`() throws {
    let journal = try Journal(at: folder.path)
    #expect(sentence()?.contains("already open in this process") == true)
    journal.close()
  }

  @Test func `of another format is refused`() throws {
    try make()
    try Tampering(folder).change { write, tables in
      try write.put(
        ([0, 0, 0, 0, 0, 0, 0, 2] as [UInt8]).span.bytes, at: Array("format".utf8), in: tables.meta)
    }
    #expect(sentence()?.contains("is a log of format 2, and this version knows format 1") == true)
    #expect(sentence(.readOnly)?.contains("is a log of format 2") == true)
  }

  @Test func `that is cut short is refused`() throws {
    try make(2000)
    let file = try FileHandle(forWritingTo: URL(filePath: folder.path + "/data.mdb"))
    try file.truncate(atOffset: 40_000)
    try file.close()
    #expect(sentence()?.contains("restore it from a backup") == true)
    #expect(sentence(.readOnly)?.contains("restore it from a backup") == true)
  }
}

/// Writes straight to the tables of a log, as no one should.
struct Tampering {
  struct Tables {
    let records: Table<UInt64>
    let ids: Table<Pair>
    let tree: Table<UInt64>
    let meta: Table<[UInt8]>
  }

  let folder: Folder
  init(_ folder: Folder) { self.folder = folder }

  func change(_ body: (inout WriteTransaction, Tables) throws -> Void) throws {
    let environment = try Environment(at: folder.path, tables: ["records", "ids", "tree", "meta"])
    let tables = Tables(
      records: environment.table("records"), ids: environment.table("ids"), tree: environment.table("tree"),
      meta: environment.table("meta"))
    var write = try environment.beginWrite()
    try body(&write, tables)
    try write.commit()
  }
}
