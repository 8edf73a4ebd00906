import Events
import Faces
import Foundation
import HashTree
import LMDB
import Matters
import Promises
import Reading
import StoryTelling

extension Target {
  /// What to begin from: one of each thing that the target knows.
  public var seeds: [[UInt8]] {
    switch name {
    case "record": Self.records + [Self.oldRecord]
    case "stored":
      (0..<9).map { kind in [kind] + Self.records.flatMap { $0.dropFirst(Header.byteCount) } } + Self.views
    case "story": [Self.records.flatMap(Self.counted), Self.records.reversed().flatMap(Self.counted)]
    case "vocabulary": Self.vocabularies.map { Array($0.utf8) }
    case "line": Self.lines.map { Array($0.utf8) }
    case "time": Self.times.map { Array($0.utf8) }
    case "note": Self.notes
    case "file": Self.files
    default: (Self.exchanged[name] ?? []).map { Array($0.utf8) }
    }
  }

  private static let records: [[UInt8]] = Content.every.enumerated().map { index, content in
    let event = Event(
      id: EventID(origin: 3, sequence: UInt64(index + 1)), handle: Handle(high: 1, low: 2),
      happened: When(minute: 29_540_000 + Int64(index) * 1500),
      recorded: Moment(milliseconds: 1_772_400_000_000),
      by: "Jytte", at: "Nibe", occasion: EventID(origin: 3, sequence: 1), content: content)
    return Header(type: content.type, handle: event.handle, id: event.id).bytes + event.body
  }

  /// The body of version 0, as in the first trial.
  private static let oldRecord: [UInt8] = {
    var writer = WireWriter()
    writer.text(2, "2024-03-07 14:30")
    writer.number(4, 1_709_822_000)
    writer.text(16, "fik mad")
    writer.text(18, "meal:arranged")
    return Header(type: .note, handle: Handle(high: 1, low: 2), id: EventID(origin: 3, sequence: 9)).bytes
      + writer.bytes
  }()

  /// Views of an invented story, each behind the number by which the target knows it.
  private static var views: [[UInt8]] {
    let entries = History(seed: 4, count: 40).visible
    return [
      [6] + Faces(of: entries).stored, [7] + Matters(of: entries).stored, [8] + Promises(of: entries).stored,
    ]
  }

  private static func counted(_ record: [UInt8]) -> [UInt8] {
    [UInt8(record.count >> 8), UInt8(record.count & 255)] + record
  }

  private static let vocabularies = [
    """
    spellings:
      - da: {ikke: [ik, ikk]}
    sets:
      - set: weekday
        da: [mandag, tirsdag]
    signs:
      - sign: not
        da: [ikke]
    kinds:
      - id: dentist
        group: bridge
        name: {da: tandlæge, en: dentist}
        others: yes
        da: [tandlæge-, "ring/ringe (til) tandlæge": arranged, -lejlighed]
        en: [dentist ... appointment, =tooth]
      - id: headcount
        group: thing
        name: {da: antal, en: heads}
        only: happened
        da: [<number> i alt]
    """,
    "kinds:\n  - {id: a, group: b, name: {da: x, en: y}, da: [(en/to) tre, fire]}\n",
  ]

  private static let lines = [
    "18 kaffe, 7 mad, 2 nye", "Kaj Ove ringede til tandlægen, ikke i dag men på tirsdag",
    "lukkede ikke op, tredje gang. Var sur. Vil gerne have hjælp til MitID!",
    "cpr 010203-1234 og kort 4111 1111 1111 1111, koden er 1234",
    "He didn’t want coffee, but asked about debt",
    "ham med hunden: „kom igen“ – så kom han… 20.000 kr i gæld", "",
  ]

  private static let times = [
    "2026-03-07T14:30", "2026-03-07T14:30:59", "2026-03-07~", "2026-22?", "2026%", "2026-03-01/2026-03-07",
    "2026-03/..",
    "i går", "sidste tirsdag", "for 3 dage siden", "sidste måned", "2 weeks ago", "00f3a1c29b5d7e10-42",
    "00f3a1c29b5d7e1000f3a1c29b5d7e10",
  ]

  private static var notes: [[UInt8]] {
    let hashes = [ours.proof.path[0], ours.proof.path[1]]
    let growth = GrowthProof(old: 2, path: hashes, checkpoint: ours.note)
    let texts = [
      ours.note.description, ours.proof.description, growth.description, ours.key.verifier.description,
      "dHdv",
    ]
    return texts.map { Array($0.utf8) } + [Edge(size: 6, peaks: hashes).map(\.bytes) ?? []]
  }

  /// Two small files of LMDB: with long values and free pages, and with a tree of two levels.
  private static var files: [[UInt8]] {
    [5, 300].compactMap { count in
      let path = NSTemporaryDirectory() + "fuzz-seed-\(UUID().uuidString)"
      defer { try? FileManager.default.removeItem(atPath: path) }  // It is in the temporary folder.
      guard (try? fill(path, count)) != nil else { return nil }  // One seed less.
      return FileManager.default.contents(atPath: path + "/data.mdb").map { Array($0) }
    }
  }

  private static func fill(_ path: String, _ count: Int) throws {
    let environment = try Environment(at: path, mapBytes: 1 << 20, tables: ["a", "b"], durability: .scratch)
    let table: Table<UInt64> = environment.table("a")
    for key in 0..<UInt64(3) {
      var write = try environment.beginWrite()
      for step in 0..<UInt64(count) {
        let size = count < 10 && step == 2 ? 6000 : 20
        try write.put(byteCount: size, at: key * 1000 + step, in: table) { _ in }
      }
      try write.delete(key * 1000, in: table)
      try write.commit()
    }
    try environment.sync()
  }
}
