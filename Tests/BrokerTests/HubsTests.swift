import Broker
import Testing

@Suite("Three hubs carry one stream")
struct HubsTests {
  @Test("the hub that leads is killed with -9 while a hub and a van publish: nothing is lost, ids as given")
  func leaderKilled() async throws {
    try await organisation(hubs: 3, leaves: ["van-1"]) { all in
      let van = try all.leaves[0].connection()
      try await van.ensure(.outbox)
      let first = try all.hubs[0].connection()
      try await first.ensure(.events(replicas: 3, vans: ["van-1"]))
      let leader = try #require(try await first.stream(BrokerUser.events)?.leader)
      let staying = try #require(all.hubs.first { $0.config.name != leader })
      let name = staying.config.name
      let hub = try staying.connection()

      let readers = try await [
        hub.consumer(stream: BrokerUser.events, durable: name),
        van.hubEvents(),
      ]
      let (fromVan, fromHub) = (messages(3_000, from: "van-1", role: "van"), messages(3_000, from: name))
      try await hub.publish(Array(fromHub.prefix(500)))
      async let vanPublished: Void = van.publish(fromVan)
      async let hubPublished: Void = hub.publish(fromHub, patience: .seconds(60))
      all.hubs.first { $0.config.name == leader }?.kill()
      _ = try await (vanPublished, hubPublished)
      let all = Set((fromVan + fromHub).map(\.id))
      for reader in readers {
        #expect(try await Set(reader.ids(6_000, quiet: .seconds(20))) == all)
      }
    }
  }
}
