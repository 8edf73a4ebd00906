import Broker
import Testing

extension StreamPlan {
  /// The stream of the hubs, with what these vans have.
  static func events(replicas: Int, vans: [String] = []) -> StreamPlan {
    StreamPlan(
      BrokerUser.events, subjects: ["tillid.hub.>"], replicas: replicas,
      sources: vans.map {
        Source(
          stream: "OUTBOX_00000001", domain: BrokerConfig.domain(ofLeaf: $0), way: BrokerUser.way(ofLeaf: $0))
      },
      readers: (["hub-1", "hub-2", "hub-3"] + vans).map { Reader($0) })
  }

  static let outbox = StreamPlan("OUTBOX_00000001", subjects: ["tillid.van.>"])
}

@Suite("A van and its hubs")
struct VanTests {
  @Test("what was written on the van without a signal comes to the hubs, and the van reads what is theirs")
  func sourced() async throws {
    let all = try Organisation(hubs: 1, leaves: ["van-1"])
    try all.leaves[0].start()
    let van = try all.leaves[0].connection()
    try await van.ensure(.outbox)
    let sent = messages(3_000, from: "van-1", role: "van")
    try await van.publish(sent)

    try all.hubs[0].start()
    let hub = try all.hubs[0].connection()
    try await hub.ensure(.events(replicas: 1))
    try await hub.ensure(.events(replicas: 1, vans: ["van-1"]))
    let hubReader = try await hub.consumer(stream: BrokerUser.events, durable: "hub-1")
    #expect(try await hubReader.ids(3_000) == sent.map(\.id))
    try await hub.publish(messages(100, from: "hub-1"))
    let vanReader = try await van.hubEvents()
    #expect(try await Set(vanReader.ids(3_100)).count == 3_100)
    withExtendedLifetime(all) {}
  }

  @Test("a machine asks another across the van's link")
  func asks() async throws {
    try await organisation(hubs: 1, leaves: ["van-1"]) { all in
      let (hub, van) = (try all.hubs[0].connection(), try all.leaves[0].connection())
      hub.answer("tillid.meet.hub-1.van-1") { subject, bytes in Array(subject.utf8) + bytes }
      van.answer("tillid.meet.van-1.hub-1") { subject, bytes in Array(subject.utf8) + bytes }
      let big = [UInt8](repeating: 7, count: 4 << 20)
      #expect(try await van.answered("tillid.meet.hub-1.van-1", big).count == big.count + 23)
      #expect(try await hub.answered("tillid.meet.van-1.hub-1", big).count == big.count + 23)
    }
  }
}

extension BrokerConnection {
  /// Asks until somebody answers, for half a minute.
  func answered(_ subject: String, _ bytes: [UInt8]) async throws -> [UInt8] {
    let end = ContinuousClock().now + .seconds(30)
    while true {
      do { return try await ask(subject, bytes, within: .seconds(5)) } catch {
        if ContinuousClock().now > end { throw error }
        try await Task.sleep(for: .milliseconds(200))
      }
    }
  }
}
