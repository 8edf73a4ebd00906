import Broker
import Testing

@Suite("A connection outlives what befalls its broker")
struct AbsenceTests {
  @Test(
    "a broker that comes late, knows another password, is killed and begun again: the connection is there")
  func late() async throws {
    let all = try Organisation(hubs: 1)
    let hub = all.hubs[0]
    let connection = try hub.connection()
    #expect(!connection.isConnected)
    await #expect(throws: BrokerError.self) { try await connection.ask("tillid.meet.hub-1.hub-1", []) }

    let right = hub.config.users
    hub.config.users[0].password = "another"
    try hub.start()
    // libnats gives up after two refusals, and a fresh link is tried each second.
    try await Task.sleep(for: .seconds(4))
    #expect(!connection.isConnected)
    hub.config.users = right
    try hub.reload()
    try await connection.isThere(true)
    connection.answer("tillid.meet.hub-1.hub-1") { _, _ in [1] }
    #expect(try await connection.answered("tillid.meet.hub-1.hub-1", []) == [1])

    hub.kill()
    try await connection.isThere(false)
    try hub.start()
    try await connection.isThere(true)
    #expect(try await connection.answered("tillid.meet.hub-1.hub-1", []) == [1])
    withExtendedLifetime(all) {}
  }

  @Test("a broker that lost its whole store makes the stream anew, and the same reader reads on")
  func wiped() async throws {
    try await organisation(hubs: 1) { all in
      let hub = all.hubs[0]
      let connection = try hub.connection()
      try await connection.ensure(.events(replicas: 1))
      let reader = try await connection.consumer(stream: BrokerUser.events, durable: "hub-1")
      let sent = messages(300, from: "hub-1")
      try await connection.publish(Array(sent.prefix(200)))
      #expect(try await reader.ids(200).count == 200)
      hub.kill()
      try hub.wipe()
      try hub.start()
      await #expect(throws: BrokerError.self) {
        try await connection.publish(Array(sent.suffix(100)), patience: .seconds(3))
      }
      try await connection.ensure(.events(replicas: 1))
      try await connection.publish(Array(sent.suffix(100)))
      #expect(try await reader.ids(100) == sent.suffix(100).map(\.id))
    }
  }

  @Test("what is too large for the broker is refused by size, and the rest goes")
  func tooLarge() async throws {
    try await organisation(hubs: 1) { all in
      let connection = try all.hubs[0].connection()
      try await connection.ensure(.events(replicas: 1))
      var some = messages(2, from: "hub-1")
      some[1].bytes = [UInt8](repeating: 0, count: BrokerConfig.largestMessage + 1)
      await #expect(
        throws: BrokerError.tooLarge(bytes: some[1].bytes.count, most: BrokerConfig.largestMessage)
      ) {
        try await connection.publish(some)
      }
      some[1].bytes = [UInt8](repeating: 0, count: 2 << 20)
      try await connection.publish(some)
      #expect(try await connection.stream(BrokerUser.events)?.messages == 2)
    }
  }
}

extension BrokerConnection {
  func isThere(_ wanted: Bool) async throws {
    for _ in 0..<200 where isConnected != wanted { try await Task.sleep(for: .milliseconds(100)) }
    #expect(isConnected == wanted)
  }
}
