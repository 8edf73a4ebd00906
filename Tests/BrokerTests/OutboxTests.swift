import Broker
import Testing

@Suite("The stream of a van is lost")
struct OutboxTests {
  private func events(from outbox: String) -> StreamPlan {
    let source = StreamPlan.Source(
      stream: outbox, domain: BrokerConfig.domain(ofLeaf: "van-1"), way: BrokerUser.way(ofLeaf: "van-1"))
    return StreamPlan(
      BrokerUser.events, subjects: ["tillid.hub.>"], sources: [source], readers: [.init("hub-1")])
  }

  @Test(
    "made anew under another name, it comes to the hubs from its first message on, and the old name is let go"
  )
  func anew() async throws {
    try await organisation(hubs: 1, leaves: ["van-1"]) { all in
      let (hub, van) = (try all.hubs[0].connection(), try all.leaves[0].connection())
      try await van.ensure(StreamPlan("OUTBOX_00000001", subjects: ["tillid.van.>"]))
      try await hub.ensure(events(from: "OUTBOX_00000001"))
      let sent = messages(500, from: "van-1", role: "van")
      try await van.publish(Array(sent.prefix(300)))
      let reader = try await hub.consumer(stream: BrokerUser.events, durable: "hub-1")
      #expect(try await reader.ids(300).count == 300)

      all.leaves[0].kill()
      try all.leaves[0].wipe()
      try all.leaves[0].start()
      try await van.ensure(StreamPlan("OUTBOX_00000002", subjects: ["tillid.van.>"]))
      try await hub.ensure(events(from: "OUTBOX_00000002"))
      try await van.publish(Array(sent.dropFirst(300)))
      #expect(try await Set(reader.ids(200)) == Set(sent.dropFirst(300).map(\.id)))
      #expect(try await hub.stream(BrokerUser.events)?.sources.map(\.stream) == ["OUTBOX_00000002"])
    }
  }

  @Test("an old stream that is still there lets go of its subjects, and keeps what it has")
  func retired() async throws {
    try await organisation(hubs: 1, leaves: ["van-1"]) { all in
      let van = try all.leaves[0].connection()
      try await van.ensure(StreamPlan("OUTBOX", subjects: ["tillid.van.van-1.>"]))
      try await van.publish(messages(10, from: "van-1", role: "van"))
      try await van.retire("tillid.van.van-1.>", for: "OUTBOX_00000002")
      try await van.ensure(StreamPlan("OUTBOX_00000002", subjects: ["tillid.van.van-1.>"]))
      try await van.publish(messages(20, from: "van-1", role: "van"))
      #expect(try await van.stream("OUTBOX")?.messages == 10)
      #expect(try await van.stream("OUTBOX_00000002")?.messages == 20)
    }
  }

  @Test("a plan that the stream follows already asks nothing of the broker but how it is")
  func same() async throws {
    try await organisation(hubs: 1, leaves: ["van-1"]) { all in
      let hub = try all.hubs[0].connection()
      try await hub.ensure(events(from: "OUTBOX_00000001"))
      let state = try #require(try await hub.stream(BrokerUser.events))
      #expect(state.follows(events(from: "OUTBOX_00000001")))
      #expect(!state.follows(events(from: "OUTBOX_00000002")))
    }
  }
}
