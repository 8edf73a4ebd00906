import Broker
import Testing

@Suite("What a machine may say")
struct PermissionTests {
  @Test("one that is locked out hears nothing more at once, cannot come in again, and may be let in again")
  func lockedOut() async throws {
    try await organisation(hubs: 1, leaves: ["van-1", "van-2"]) { all in
      let users = all.hubs[0].config.users
      let hub = try all.hubs[0].connection()
      for van in ["van-1", "van-2"] { hub.answer("tillid.meet.hub-1.\(van)") { _, _ in [1] } }
      try await hub.ensure(.events(replicas: 1, vans: ["van-1", "van-2"]))
      let vans = try all.leaves.map { try $0.connection() }
      var readers: [PullConsumer] = []
      for van in vans { readers.append(try await van.hubEvents()) }

      all.hubs[0].config.users = users.filter { $0.name != "van-1" }
      try all.hubs[0].reload()
      try await hub.ensure(.events(replicas: 1, vans: ["van-2"]))
      try await hub.publish(messages(10, from: "hub-1"))
      #expect(try await readers[1].ids(10).count == 10)
      #expect(try await readers[0].next(atMost: 10, wait: .seconds(2)).isEmpty)

      all.leaves[0].kill()
      try all.leaves[0].start()
      try await vans[0].refused("tillid.meet.hub-1.van-1")
      all.hubs[0].config.users = users
      try all.hubs[0].reload()
      _ = try await vans[0].answered("tillid.meet.hub-1.van-1", [])
    }
  }

  @Test(
    "a van that changes its own broker's rules asks under another's name in vain, and reads and writes no stream"
  )
  func names() async throws {
    try await organisation(hubs: 1, leaves: ["van-1", "van-2"]) { all in
      let hub = try all.hubs[0].connection()
      try await hub.ensure(.events(replicas: 1, vans: ["van-1", "van-2"]))
      for van in ["van-1", "van-2"] { hub.answer("tillid.meet.hub-1.\(van)") { _, _ in [1] } }
      all.leaves[0].kill()
      all.leaves[0].change = { $0.replacing(/allow: \[[^\]]*\]/, with: "allow: [\">\"]") }
      try all.leaves[0].start()
      let van = try all.leaves[0].connection()
      _ = try await van.answered("tillid.meet.hub-1.van-1", [])

      try await van.refused("tillid.meet.hub-1.van-2")
      try await van.refused("$JS.hub.API.STREAM.DELETE.EVENTS")
      try await van.refused("$JS.hub.API.STREAM.PURGE.EVENTS")
      try await van.refused("$JS.hub.API.CONSUMER.DURABLE.CREATE.EVENTS.van-2")
      try await van.refused("tillid.hub.hub-1.all.0")
      #expect(try await hub.stream(BrokerUser.events)?.messages == 0)
    }
  }
}

extension BrokerConnection {
  /// Nobody answers this, within a few seconds.
  func refused(_ subject: String) async throws {
    for _ in 0..<20 {
      do { _ = try await ask(subject, [], within: .milliseconds(500)) } catch { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    Issue.record("\(subject) is answered")
  }
}
