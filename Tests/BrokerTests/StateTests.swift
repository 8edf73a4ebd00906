import Foundation
import Testing

@testable import Broker

@Suite("What a broker says of a stream")
struct StateTests {
  private static let counts = #""state":{"messages":3,"bytes":9,"first_seq":1,"last_seq":3}"#

  @Test("an answer that does not say how the stream is set up is an error that says what to do")
  func unconfigured() throws {
    for answer in ["{\(Self.counts)}", "{\(Self.counts),\"config\":null}"] {
      let error = #expect(throws: BrokerError.unconfigured(stream: "EVENTS")) {
        try StreamState(info: Data(answer.utf8), of: "EVENTS")
      }
      #expect(error?.description.contains("start it again") == true)
    }
  }

  @Test("a stream that is set up as no plan of ours says is there, and follows none")
  func other() throws {
    let plan = StreamPlan("EVENTS", subjects: ["tillid.hub.>"])
    let other = Data("{\(Self.counts),\"config\":{\"name\":\"EVENTS\"}}".utf8)
    #expect(try !StreamState(info: other, of: "EVENTS").follows(plan))
    let config = String(decoding: try JSONEncoder().encode(StreamConfig(plan)), as: UTF8.self)
    let same = Data("{\(Self.counts),\"config\":\(config)}".utf8)
    #expect(try StreamState(info: same, of: "EVENTS").follows(plan))
  }
}
