import Access
import Catalogues
import Events
import Foundation
import Journal
import Keyring
import Notebook
import Reading
import Rebuild
import Synchronization
import Web

/// A site over a data folder of its own, with a few invented people, and a seat for each kind of visitor. Gone with
/// the test.
final class TestSite: Sendable {
  let path: String
  let site: Site
  let clock: TestClock
  private let seats: [Who: (cookie: String, seat: Seat)]

  /// Who visits.
  enum Who: CaseIterable {
    /// Jytte, who serves the stop Nibe and has met Ole and the man with the dog.
    case helper
    /// Bo, who serves Hurup and has met Bente.
    case elsewhere
    case researcher
    case admin
    /// Karen, helper and admin.
    case both
    /// Jytte's other device, which waits for its PIN, 4071.
    case locked
    case stranger

    var name: String {
      switch self {
      case .helper, .locked: "Jytte"
      case .elsewhere: "Bo"
      case .researcher: "Rie"
      case .admin: "Anders"
      case .both: "Karen"
      case .stranger: ""
      }
    }

    var roles: Set<Role> {
      switch self {
      case .helper, .elsewhere, .locked: [.helper]
      case .researcher: [.researcher]
      case .admin: [.admin]
      case .both: [.helper, .admin]
      case .stranger: []
      }
    }

    var stops: [String] {
      switch self {
      case .helper, .locked, .both: ["Nibe"]
      case .elsewhere: ["Hurup"]
      default: []
      }
    }
  }

  static let pin = "4071"

  var notebook: Notebook { site.notebook }
  var register: Register { site.register }

  init(_ change: (inout Settings) -> Void = { _ in }) throws {
    path = NSTemporaryDirectory() + "tillid-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: try Self.told.get(), toPath: path)
    let clock = TestClock()
    self.clock = clock
    let notebook = Notebook(try Self.engine(path), clock: { clock.now })
    var settings = Settings(address: "http://127.0.0.1:0", data: path)
    settings.readsPause = .infinity  // looks are told when a test asks for it
    change(&settings)
    let register = try Register(at: path + "/access", notebook.engine.keyring, idle: settings.idleSeconds)
    seats = try Self.sit(register, clock.now.moment)
    site = try Site(notebook, register, settings, clock: { clock.now }, instant: { clock.instant })
  }

  deinit {
    site.notebook.engine.journal.close()
    _ = try? FileManager.default.removeItem(atPath: path)  // what stays is in the temporary folder
  }

  /// A data folder in which the stories are told: made once, copied for each site, gone with the process.
  private static let told: Result<String, any Error> = Result {
    let path = NSTemporaryDirectory() + "tillid-told-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    // What stays is temporary.
    atexit { _ = try? FileManager.default.removeItem(atPath: TestSite.told.get()) }
    _ = try MasterKey.make(file: path + "/key")
    let clock = TestClock()
    let notebook = Notebook(try engine(path), clock: { clock.now })
    try notebook.prepare(try VocabularyFile.standard().bytes)
    try tell(notebook)
    notebook.engine.journal.close()
    return path
  }

  private static func engine(_ path: String) throws -> Engine {
    let master = try MasterKey(file: path + "/key")
    let journal = try Journal(at: path + "/log", mapBytes: 1 << 30)
    let keyring = try Keyring(at: path + "/keys", master: master, mapBytes: 1 << 30)
    return try Engine(
      journal: journal, keyring: keyring, catalogue: .all, views: path + "/views", mapBytes: 1 << 30)
  }

  private static func sit(_ register: Register, _ now: Moment) throws -> [Who: (cookie: String, seat: Seat)] {
    var seats: [Who: (cookie: String, seat: Seat)] = [:]
    for who in Who.allCases where who != .stranger {
      let person = try register.person(named: who.name)
      let secret =
        try person.map { try register.invite($0.id, by: "", now).secret }
        ?? register.invite(who.name, who.roles, stops: who.stops, by: "", now).secret
      seats[who] = try register.accept(secret, pin: pin, device: "Firefox, Linux", now) { _ in }
    }
    try seats[.locked].map { try register.lock($0.cookie) }
    return seats
  }

  func cookie(_ who: Who) -> String? { seats[who]?.cookie }
  func seat(_ who: Who) -> Seat? { seats[who]?.seat }
}

/// Stands still unless a test moves it: Thursday 2026-11-19 at 18:05.
final class TestClock: Sendable {
  private let moved = Mutex<Int64>(0)
  private static let start = When(Day(year: 2026, month: 11, day: 19), hour: 18, minute: 5)
  private let begun = ContinuousClock.now

  var now: Now {
    let seconds = moved.withLock { $0 }
    let civil = When(minute: Self.start.minute + seconds / 60)
    return Now(moment: Moment(milliseconds: (civil.minute * 60 + seconds % 60) * 1000), civil: civil)
  }

  /// By which the site measures how often somebody asks.
  var instant: ContinuousClock.Instant { begun + .seconds(moved.withLock { $0 }) }

  func move(seconds: Int64) { moved.withLock { $0 += seconds } }
}
