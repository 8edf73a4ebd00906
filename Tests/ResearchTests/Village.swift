import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Reading
import Rebuild
import Releases
import Research

/// A data folder with a village of people whose events are alike enough for a guarantee, gone with the test.
final class Village {
  let path: String
  let notebook: Notebook
  var engine: Engine { notebook.engine }
  var shelf: Shelf { Shelf(at: path + "/releases", engine) }

  static let people = 300
  static let stop = "Fjordbakken"
  static let helper = "Grethelil"

  /// - Parameter path: of a folder that is there already.
  init(at path: String? = nil) throws {
    self.path = path ?? NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    if path == nil {
      try FileManager.default.createDirectory(atPath: self.path, withIntermediateDirectories: true)
      _ = try MasterKey.make(file: self.path + "/key")
    }
    let journal = try Journal(at: self.path + "/log", mapBytes: 1 << 30)
    let keyring = try Keyring(
      at: self.path + "/keys", master: try MasterKey(file: self.path + "/key"), mapBytes: 1 << 30)
    notebook = Notebook(
      try Engine(
        journal: journal, keyring: keyring, catalogue: .all, views: self.path + "/views", mapBytes: 1 << 30))
    if path == nil { try settle() }
  }

  deinit {
    engine.journal.close()
    try? FileManager.default.removeItem(atPath: path)
  }

  static func handle(_ person: Int) -> Handle { Handle(high: 0xABCD_0000 + UInt64(person), low: 77) }

  private func settle() throws {
    try notebook.take([
      Event(
        id: EventID(origin: 9, sequence: 1), handle: .organisation, happened: When(minute: 0),
        recorded: Moment(milliseconds: 0),
        content: .vocabularyAdopted(yaml: try VocabularyFile.standard().bytes))
    ])
    try engine.rebuild(jobs: 1, progress: Progress(total: 1))
    try notebook.take((0..<Self.people).flatMap { person(Self.handle($0), number: $0) })
    try notebook.catchUp()
  }

  /// A yes, a name that must never leave, and eight lines; whoever has a number that three divides says no research.
  private func person(_ handle: Handle, number: Int) -> [Event] {
    let day = Day(year: 2024, month: 1, day: 1 + number % 20)
    var sequence = UInt64(number * 100 + 2)
    func event(_ content: Content, _ day: Day) -> Event {
      sequence += 1
      return Event(
        id: EventID(origin: 9, sequence: sequence), handle: handle, happened: When(day, hour: 12, minute: 0),
        recorded: Moment(milliseconds: Int64(sequence) * 1000), by: Self.helper, at: Self.stop,
        content: content)
    }
    let purposes: [Purpose] = Self.saysYes(number) ? [.care, .research] : [.care]
    var events = [
      event(.consentGiven(Agreement(purposes)), day),
      event(.nameGiven("Torkildine Qvortrup \(number)", isAlias: false), day),
    ]
    let kinds: [Kind] = ["met-at-stop", "mitid"]
    for step in 0..<8 {
      let given = [GivenReading(kinds[(step + number) % 2])]
      events.append(event(.note(Line("hemmelighedsfuldt ord"), given: given), day + step * 20))
    }
    return events
  }

  static func saysYes(_ number: Int) -> Bool { number % 3 != 0 }
  static let consenting = (0..<people).count { saysYes($0) }

  func tell(_ content: Content, of person: Int) throws {
    let told = UInt64.random(in: 1 << 40...(1 << 50))
    try notebook.take([
      Event(
        id: EventID(origin: 10, sequence: told), handle: Self.handle(person),
        happened: When(minute: 28_500_000),
        recorded: Moment(milliseconds: 1_800_000_000_000), content: content)
    ])
    try notebook.catchUp()
  }

  /// What the village can bear.
  static func policy(_ change: (inout Policy) -> Void = { _ in }) throws -> Policy {
    var policy = Policy(tier: .b)
    (policy.study, policy.question) = ("doors", "Hvad kommer før døren åbner?")
    (policy.guarantee.people, policy.guarantee.length, policy.leastParticipants) = (3, 2, 10)
    policy.recipient.institution = "Universitetet"
    change(&policy)
    return try Policy(yaml: policy.written(.danish))
  }

  func folder() -> String { path + "/out-\(UUID().uuidString)" }

  func make(
    _ policy: Policy, to folder: String?, jobs: Int = 2, change: (inout ReleaseOrder) -> Void = { _ in }
  )
    throws -> ReleaseMade
  {
    var order = ReleaseOrder(policy, to: folder)
    order.jobs = jobs
    change(&order)
    return try Maker(notebook, shelf).make(order)
  }

  /// The bytes of every file of a folder, by the path within it.
  static func files(_ folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    for path in paths {
      if let data = FileManager.default.contents(atPath: "\(folder)/\(path)") { found[path] = data }
    }
    return found
  }
}
