import Formats
import Foundation
import Releases
import Scrutiny
import TestGround

/// A release of nobody that keeps its guarantee: eight stories, each told by ninety people, of whom thirty had one more
/// event of a kind that is sensitive.
struct CleanRelease {
  typealias Row = [String]

  var columns: [ReleaseColumn] = [.kind, .time, .place]
  var cases: [(pid: String, rows: [Row])] = []
  var truth = Truth()
  var policy = Policy()

  static let times = ["0-7", "8-30", "31-91", "92-182", "183-365", "366-"]
  private static let days = [3, 20, 60, 120, 250, 400]

  init(seed: UInt64 = 1) {
    var chance = Seeded(seed)
    policy.study = "invented"
    policy.guarantee.sensitive = [SensitiveRule("health", ["health"], confidence: 0.5)]
    for number in 0..<(8 * 120) { add(number, &chance) }
    cases.sort { $0.pid < $1.pid }
    truth.enrolled = truth.released.map(\.pid)
    truth.secrets = [
      .init(.canary, "zebrakanarie"), .init(.name, "Kirsten Testesen"),
      .init(.stop, "Testerup Forsamlingshus"),
      .init(.helper, "Mogens Prøvesen"),
    ]
    truth.secrets += truth.released.map { .init(.handle, hexadecimal($0.handle)) }
  }

  /// Of each story 90 are in it, 15 were not drawn, and 15 said no.
  private mutating func add(_ number: Int, _ chance: inout Seeded) {
    let (story, place) = (number % 8, number / 8)
    var events = (0..<6).map { step in
      Truth.Event(
        "c\((story * step + step * step) % 4)", day: Self.days[step], place: story % 2 == 0 ? "Nord" : "Syd")
    }
    if place % 3 == 0 { events.append(Truth.Event("health", day: 401, place: events[0].place)) }
    let handle = (0..<16).map { _ in UInt8.random(in: 0...255, using: &chance) }
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
    let pid = String((0..<16).map { _ in letters[Int.random(in: 0..<32, using: &chance)] })
    let person = Truth.Person(
      pid: place < 90 ? pid : "", handle: handle, firstDay: 19_800 + number % 300, events: events)
    switch place {
    case ..<90:
      truth.released.append(person)
      cases.append((pid, events.map { [$0.kind, Self.time($0.day), $0.place] }))
    case ..<105: truth.leftOut.append(person)
    default: truth.others.append(person)
    }
  }

  static func time(_ day: Int) -> String {
    let place = [7, 30, 91, 182, 365].firstIndex { day <= $0 } ?? 5
    return times[place]
  }

  func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  var table: EventTable { EventTable(cases.map { ($0.pid, $0.rows) }, columns: columns) }

  /// With its manifest.
  func write(to path: String) throws -> ReleaseFolder {
    let folder = ReleaseFolder(path: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let files =
      try table.write(as: .jsonLines, to: folder, shape: TableShape(policy), parts: 4)
      + table.write(as: .csv, to: folder, shape: TableShape(policy))
    let resources = files.map {
      #"{"path":"\#($0.path)","bytes":\#($0.bytes),"hash":"sha256:\#($0.sha256)","rows":\#($0.rows)}"#
    }
    let manifest = """
      {"privacy":{"tier":"\(policy.tier.rawValue)","time":"\(policy.time.rawValue)","leastParticipants":500,
      "guarantee":{"length":3,"people":11,"confidence":0.5,
      "sensitive":[{"name":"health","categories":["health"],"confidence":0.5}]}},
      "resources":[\(resources.joined(separator: ","))]}
      """
    try Data(manifest.utf8).write(to: URL(filePath: folder.manifest))
    return folder
  }
}

/// A folder that is gone when its test has ended.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appending(path: "scrutiny-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}
