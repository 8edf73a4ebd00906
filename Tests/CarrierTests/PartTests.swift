import Broker
import Events
import Foundation
import Journal
import Machines
import Meeting
import TestGround
import Testing

@testable import Carrier

@Suite("Parcels")
struct ParcelTests {
  private func singles(_ count: Int, _ chance: inout Seeded) -> [Outgoing] {
    (0..<count).map { number in
      let size = Int.random(in: 1...3_000, using: &chance)
      // As a record begins: with its format.
      let bytes = [1] + [UInt8](repeating: UInt8.random(in: 0...255, using: &chance), count: size)
      return Outgoing(subject: "s.\(Int.random(in: 0..<4, using: &chance))", id: "\(number)", bytes: bytes)
    }
  }

  @Test("whatever is packed comes out again, each record once, in its order below its subject")
  func whole() {
    var chance = Seeded(63)
    for _ in 0..<20 {
      let sent = singles(Int.random(in: 1...400, using: &chance), &chance)
      let parcels = Parcel.packed(sent)
      for subject in Set(sent.map(\.subject)) {
        let came = parcels.filter { $0.subject == subject }.flatMap { Parcel.records(in: $0.bytes) }
        #expect(came == sent.filter { $0.subject == subject }.map(\.bytes))
      }
      #expect(Set(parcels.map(\.id)).count == parcels.count)
    }
  }

  @Test(
    "a few lines go by themselves, by their own ids; many take fewer messages; the same parcel has the same id"
  )
  func few() {
    var chance = Seeded(8)
    let few = singles(Parcel.fewest - 1, &chance)
    #expect(Parcel.packed(few) == few)
    let many = singles(500, &chance)
    #expect(Parcel.packed(many).count < 50)
    #expect(Parcel.packed(many) == Parcel.packed(many))
    #expect(
      Set(Parcel.packed(many).map(\.id)).isDisjoint(with: Parcel.packed(Array(many.dropLast())).map(\.id))
        == false)
  }

  @Test("of bytes that nobody vouches for, no more comes out than came in, and what is cut is no record")
  func untrusted() {
    var chance = Seeded(5)
    for _ in 0..<2_000 {
      let bytes =
        [0]
        + (0..<Int.random(in: 0...60, using: &chance)).map { _ in
          UInt8.random(in: 0...9, using: &chance)
        }
      let records = Parcel.records(in: bytes)
      #expect(records.reduce(0) { $0 + $1.count } <= bytes.count)
    }
    let whole = Parcel.packed(singles(100, &chance))[0].bytes
    let cut = Parcel.records(in: Array(whole.dropLast()))
    #expect(throws: ArrivalError.self) { try Arrival(cut[cut.count - 1]) }
  }
}

@Suite("When the carrier follows, meets and speaks")
struct PatienceTests {
  private let start = ContinuousClock.now

  @Test(
    "a line that comes alone is followed at once; what pours in is followed now and then, and in the end all")
  func news() {
    var news = News()
    _ = news.take(end: 1, now: start)
    let calm = start + .seconds(60)
    let isFollowed = news.take(end: 2, now: calm)
    #expect(isFollowed)
    let again = news.take(end: 2, now: calm + .seconds(60))
    #expect(!again)
    // Ten seconds long a thousand come at each look.
    var (now, end, times) = (calm + .seconds(60), UInt64(2), 0)
    for _ in 0..<200 {
      (now, end) = (now + .milliseconds(50), end + 1_000)
      if news.take(end: end, now: now) { times += 1 }
    }
    #expect(times > 2 && times <= 6)
    var last = false
    for _ in 0..<20 {
      now += .milliseconds(50)
      last = last || news.take(end: end, now: now)
    }
    #expect(last)
  }

  @Test("who asks here is not asked at the same time, and is asked again when it is still")
  func calendar() {
    let calendar = Calendar()
    #expect(calendar.next(of: ["hub-1"], now: start) == "hub-1")
    calendar.heard("hub-1", now: start)
    #expect(calendar.next(of: ["hub-1"], now: start + .milliseconds(900)) == nil)
    #expect(calendar.next(of: ["hub-1"], now: start + .seconds(2)) == "hub-1")
  }

  @Test("that a van has no signal is nothing to speak of; what lasts on a hub is told once")
  func trouble() {
    let away = BrokerError.nobodyAnswers(subject: "s")
    var van = Trouble()
    for second in 0..<100 {
      let isTold = van.isWorthTelling(away, isLeaf: true, now: start + .seconds(second))
      #expect(!isTold)
    }
    var hub = Trouble()
    let told = (0..<100).filter { hub.isWorthTelling(away, isLeaf: false, now: start + .seconds($0)) }
    #expect(told == [Int(Trouble.grace.components.seconds)])
    let full = BrokerError.refused(what: "w", code: 10_077, said: "full")
    let isTold = hub.isWorthTelling(full, isLeaf: false, now: start)
    #expect(isTold)
  }

  @Test("what a van tells of its stream counts once: a hub that heard of an older one changes nothing back")
  func outboxes() {
    var one = Outboxes()
    #expect(one.name(of: "van-1", standing: nil) == nil)
    #expect(one.name(of: "van-1", standing: "A") == "A")
    let isNew = one.tell("van-1", "B")
    #expect(isNew)
    #expect(one.name(of: "van-1", standing: "A") == "B")
    one.settle(one)
    // Another hub has heard of the next one, and put it into the stream.
    #expect(one.name(of: "van-1", standing: "C") == "C")
    // The stream was made anew.
    #expect(one.name(of: "van-1", standing: nil) == "B")
    let isNewAgain = one.tell("van-1", "B")
    #expect(!isNewAgain)
  }

  @Test("only a name that we draw ourselves is believed to be an outbox")
  func greetings() {
    #expect(Greeting.outbox(in: Greeting.bytes("OUTBOX_0a1b2c3d")) == "OUTBOX_0a1b2c3d")
    for name in [
      "", "OUTBOX", "OUTBOX_0a1b2c3", "OUTBOX_0A1B2C3D", "OUTBOX_0a1b.c3d", "EVENTS", "OUTBOX_0a1b2c3d ",
    ] {
      #expect(Greeting.outbox(in: Greeting.bytes(name)) == nil)
    }
  }
}

@Suite("What the carrier writes down")
struct LogbookTests {
  private let ground: Folder
  private let folder: MachineFolder
  private var path: String { ground.path }

  init() throws {
    ground = try Folder()
    folder = MachineFolder(ground.path)
    try FileManager.default.createDirectory(atPath: path + "/machine", withIntermediateDirectories: true)
  }

  private func number(of file: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int)
  }

  @Test("where nothing has changed but the hour, nothing is written within the minute")
  func quiet() throws {
    let book = Logbook(folder)
    book.heard("hub-2")
    try book.write(isConnected: true, end: 5, partings: [], now: 1_000_000)
    let first = try Data(contentsOf: URL(filePath: folder.statePath))
    book.heard("hub-2")
    try book.write(isConnected: true, end: 5, partings: [], now: 1_059_000)
    #expect(try Data(contentsOf: URL(filePath: folder.statePath)) == first)
    try book.write(isConnected: false, end: 5, partings: [], now: 1_059_500)
    #expect(folder.state()?.isConnected == false)
    try book.write(isConnected: false, end: 5, partings: [], now: 1_119_600)
    #expect(folder.state()?.at == 1_119_600)
  }

  @Test("how far was given is written when it moved, and not else")
  func mark() throws {
    let mark = Mark(path: path + "/machine/given")
    try mark.keep()
    #expect(!FileManager.default.fileExists(atPath: path + "/machine/given"))
    mark.move(from: 3, to: 9)
    #expect(mark.position == 0)
    mark.move(from: 0, to: 7)
    #expect(Mark(path: path + "/machine/given").position == 0)
    try mark.keep()
    let file = try number(of: path + "/machine/given")
    try mark.keep()
    #expect(try number(of: path + "/machine/given") == file)
    #expect(Mark(path: path + "/machine/given").position == 7)
  }

  @Test("that the broker was asked to begin anew is written down, and known after a restart")
  func brokerEnded() throws {
    let book = Logbook(folder)
    try book.write(isConnected: true, end: 0, partings: [])
    #expect(folder.state()?.brokerEnded == nil)
    book.askedBrokerToEnd()
    try book.write(isConnected: true, end: 0, partings: [])
    let ended = try #require(folder.state()?.brokerEnded)
    #expect(Logbook(folder).told.brokerEnded == ended)
  }

  @Test("where two machines part is known after a restart")
  func partings() throws {
    let partings: Set = [
      Parting(.event(EventID(origin: 1, sequence: 7)), peer: "van-1"),
      Parting(.key(Handle.random()), peer: "hub-2"),
    ]
    try Logbook(folder).write(isConnected: true, end: 0, partings: partings)
    #expect(Logbook(folder).told.partings == partings)
  }
}
