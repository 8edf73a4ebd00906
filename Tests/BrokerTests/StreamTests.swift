import Broker
import Testing

@Suite("A stream carries messages to all who read it")
struct StreamTests {
  @Test("what was published comes to each reader once, in order, by its own id")
  func carries() async throws {
    try await organisation(hubs: 1) { all in
      let connection = try all.hubs[0].connection()
      try await connection.ensure(StreamPlan("EVENTS", subjects: ["tillid.hub.>"]))
      try await connection.ensure(StreamPlan("EVENTS", subjects: ["tillid.hub.>"]))
      let sent = messages(5_000, from: "hub-1")
      try await connection.publish(sent)
      try await connection.publish(Array(sent.prefix(100)))
      for durable in BrokerUser.durables("hub-1") {
        let reader = try await connection.consumer(stream: "EVENTS", durable: durable)
        #expect(try await reader.ids(5_000) == sent.map(\.id))
      }
      #expect(try await connection.stream("EVENTS")?.messages == 5_000)
    }
  }

  @Test("a question is answered by who listens; where nobody does, that is said at once")
  func answers() async throws {
    try await organisation(hubs: 1) { all in
      let connection = try all.hubs[0].connection()
      for await isThere in connection.connections() where isThere { break }
      await #expect(throws: BrokerError.nobodyAnswers(subject: "tillid.meet.hub-1.hub-1")) {
        try await connection.ask("tillid.meet.hub-1.hub-1", [1])
      }
      connection.answer("tillid.meet.hub-1.*") { subject, bytes in Array(subject.utf8) + bytes }
      let answer = try await connection.ask("tillid.meet.hub-1.hub-1", Array("!".utf8))
      #expect(String(decoding: answer, as: UTF8.self) == "tillid.meet.hub-1.hub-1!")
    }
  }
}
