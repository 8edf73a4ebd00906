import Foundation
import Releases
import Scrutiny

/// Releases that were spoiled on purpose, each as somebody might by mistake; and the figure that must tell of it.
enum Spoiled: String, CaseIterable, Sendable {
  case freeWord = "a sentence stands as a place"
  case tooFew = "one fewer than K share a pattern"
  case exactGap = "a gap is told to the day"
  case exactDay = "a day of the calendar stands in elapsed time"
  case unshifted = "days were not shifted"
  case handleAsName = "a handle stands as a pseudonym"
  case guessedKey = "pseudonyms were made with a key that anybody would try"
  case stopName = "a stop's name stands as a place"
  case canary = "what an invented participant brought along came through"
  case rareKind = "a kind that three people have was not lifted"
  case enrolment = "rows stand in the order in which people came"
  case flipped = "one byte was changed"
  case withdrawn = "one withdrawal lies between two releases that are else the same"
  case confidence = "most of those who share a story have something sensitive"
  case ending = "five people's whole traces are two events"
  case helperName = "a helper's name stands as a role"
  case gap = "a row is missing"
  case column = "a column stands there that no release has"
  case backwards = "time runs back"
  case smuggled = "a file lies there that the manifest does not tell of"
  case number = "a number of ten digits stands as a kind"
  case part = "a file stands as another part"
  case closed = "a file cannot be unpacked"

  /// The name of the figure that fails.
  var figure: String {
    switch self {
    case .freeWord: "free-text"
    case .tooFew: "linkage-timed"
    case .exactGap, .exactDay: "times"
    case .unshifted: "clock-unshifted"
    case .handleAsName: "pseudonyms"
    case .guessedKey: "pseudonyms-guessed"
    case .stopName: "found-stop"
    case .canary: "found-canary"
    case .rareKind: "linkage-set"
    case .enrolment: "order-enrolment"
    case .flipped: "file-hashes"
    case .withdrawn: "difference-1"
    case .confidence: "confidence-health"
    case .ending: "linkage-end"
    case .helperName: "found-helper"
    case .gap: "rows-numbering"
    case .column: "columns"
    case .backwards: "clock-backwards"
    case .smuggled: "files-undeclared"
    case .number: "free-text"
    case .part: "parts"
    case .closed: "files-closed"
    }
  }

  /// What is changed before anything is written.
  func spoil(_ release: inout CleanRelease) {
    switch self {
    case .freeWord: release.cases[40].rows[2][2] = "hun ringede til lægen, som sagde nej"
    case .tooFew: for index in 0..<10 { release.cases[index].rows[5][0] = "c9" }
    case .exactGap: for index in release.cases.indices { release.cases[index].rows[1][1] = "20-20" }
    case .exactDay: release.cases[7].rows[0][1] = "2025-03-07"
    case .unshifted: release.leaveDays()
    case .handleAsName:
      release.rename { release, index in
        String(release.hexadecimal(release.truth.released[index].handle).prefix(16))
      }
    case .guessedKey:
      release.rename { release, index in
        KnownMac.pseudonym(release.truth.released[index].handle, key: "tillid")
      }
    case .stopName: release.replace("Nord", 2, by: "Testerup Forsamlingshus")
    case .canary: release.replace("c1", 0, by: "zebrakanarie")
    case .rareKind: for index in 0..<3 { release.cases[index * 9].rows[0][0] = "c7" }
    case .enrolment:
      let place = Dictionary(uniqueKeysWithValues: release.truth.enrolled.enumerated().map { ($1, $0) })
      release.cases.sort { place[$0.pid, default: 0] < place[$1.pid, default: 0] }
    case .confidence: release.cases.indices.forEach { release.fallIll($0) }
    case .ending:
      for index in 0..<5 { release.cases[index].rows.removeLast(release.cases[index].rows.count - 2) }
    case .helperName:
      release.columns.append(.worker)
      for index in release.cases.indices {
        release.cases[index].rows = release.cases[index].rows.map { $0 + ["Mogens Prøvesen"] }
      }
    case .backwards: release.cases[3].rows.swapAt(0, 4)
    case .number: release.replace("c1", 0, by: "0101000000")
    case .flipped, .withdrawn, .gap, .column, .smuggled, .part, .closed: break
    }
  }

  /// What is changed in the files.
  func spoil(_ folder: ReleaseFolder) throws {
    switch self {
    case .flipped:
      var bytes = try Data(contentsOf: URL(filePath: folder.events(ending: "csv.gz")))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(filePath: folder.events(ending: "csv.gz")))
    case .closed:
      let bytes = try Data(contentsOf: URL(filePath: folder.events(ending: "csv.gz")))
      try bytes.prefix(bytes.count / 2).write(to: URL(filePath: folder.events(ending: "csv.gz")))
    case .gap: try folder.edit { $0.remove(at: 2) }
    case .column: try folder.edit { $0[0] = $0[0].replacing("\"kind\"", with: "\"said\":\"x\",\"kind\"") }
    case .smuggled: try Data("notes".utf8).write(to: URL(filePath: folder.path + "/notes.txt"))
    case .part:
      try FileManager.default.moveItem(atPath: folder.events(part: 0), toPath: folder.path + "/aside")
      try FileManager.default.moveItem(atPath: folder.events(part: 1), toPath: folder.events(part: 0))
      try FileManager.default.moveItem(atPath: folder.path + "/aside", toPath: folder.events(part: 1))
    default: break
    }
  }

  /// Releases that went before.
  func earlier(_ release: CleanRelease, in path: String) throws -> [ReleaseFolder] {
    guard self == .withdrawn else { return [] }
    var before = release
    before.cases.append(("zzzzzzzzzzzzzzzz", release.cases[0].rows + [["c0", "366-", "Syd"]]))
    return [try before.write(to: path + "/before")]
  }
}

extension CleanRelease {
  mutating func replace(_ word: String, _ column: Int, by other: String) {
    for index in cases.indices {
      for row in cases[index].rows.indices where cases[index].rows[row][column] == word {
        cases[index].rows[row][column] = other
      }
    }
  }

  /// New pseudonyms for all, by their number in the truth.
  mutating func rename(_ name: (CleanRelease, Int) -> String) {
    for index in truth.released.indices {
      let (old, new) = (truth.released[index].pid, name(self, index))
      if let place = cases.firstIndex(where: { $0.pid == old }) { cases[place].pid = new }
      truth.released[index].pid = new
      truth.enrolled[index] = new
    }
    cases.sort { $0.pid < $1.pid }
  }

  mutating func leaveDays() {
    (policy.tier, policy.time) = (.a, .day)
    let people = Dictionary(uniqueKeysWithValues: truth.released.map { ($0.pid, $0) })
    let format = ISO8601DateFormatter()
    format.formatOptions = [.withFullDate]
    for index in cases.indices {
      guard let person = people[cases[index].pid] else { continue }
      for row in cases[index].rows.indices {
        let day = Double(person.firstDay + person.events[row].day) * 86_400
        cases[index].rows[row][1] = format.string(from: Date(timeIntervalSince1970: day))
      }
    }
  }

  mutating func fallIll(_ index: Int) {
    if index % 4 == 0 || cases[index].rows.count > 6 { return }
    cases[index].rows.append(["health", "366-", cases[index].rows[0][2]])
  }
}

extension ReleaseFolder {
  /// Changes the lines of the first part, and leaves them unpacked.
  fileprivate func edit(_ change: (inout [String]) -> Void) throws {
    let reader = Process()
    let pipe = Pipe()
    reader.executableURL = URL(filePath: "/bin/gzip")
    reader.arguments = ["-dc", events(part: 0)]
    reader.standardOutput = pipe
    try reader.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    reader.waitUntilExit()
    var lines = text.split(separator: "\n").map(String.init)
    change(&lines)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: events(part: 0)))
  }
}
