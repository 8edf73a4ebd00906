import Broker
import Foundation

/// How fast messages go into a stream and out of it, beside the client library called from C.
///
/// usage: tillid-broker-bench PEER [MESSAGES [ROUNDS]]
/// PEER is the program made of Tools/Benchmarks/Peers/nats.c. Writes one line of JSON a figure.
@main
struct Command {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      FileHandle.standardError.write(Data("usage: tillid-broker-bench PEER [MESSAGES [ROUNDS]]\n".utf8))
      exit(2)
    }
    let count = arguments.count > 2 ? Int(arguments[2]) ?? 50_000 : 50_000
    let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3
    for hubs in [1, 3] {
      for round in 1...rounds {
        // Who begins changes from round to round: the machine is warmer for who follows.
        let ours = { try await Ours(hubs: hubs, count).run() }
        let peer = { try await Peer(hubs: hubs, count, program: arguments[1]).run() }
        for one in round.isMultiple(of: 2) ? [peer, ours] : [ours, peer] { try await one() }
      }
    }
  }
}

/// One measured stream with nothing else in it.
struct Ours {
  let bench: Bench
  let count: Int

  init(hubs: Int, _ count: Int) throws {
    bench = try Bench(hubs: hubs)
    self.count = count
  }

  func run() async throws {
    let connection = try await bench.begin()
    let bytes = [UInt8](repeating: 7, count: Bench.bytes)
    let messages = (0..<count).map {
      Outgoing(subject: "tillid.hub.hub-1.all.\($0 % 16)", id: "hub-1:\($0)", bytes: bytes)
    }
    try await bench.tell("publish", "ours", count) { try await connection.publish(messages) }
    let reader = try await connection.consumer(stream: BrokerUser.events, durable: "hub-1")
    try await bench.tell("take in", "ours", count) {
      var taken = 0
      while taken < count {
        let some = try await reader.next(atMost: 4_096, wait: .seconds(30))
        await reader.ack(some)
        taken += some.count
        guard !some.isEmpty else { throw BenchError.lost(count - taken) }
      }
    }
    bench.end()
  }
}

/// The same work by the client library, called from C.
struct Peer {
  let bench: Bench
  let count: Int
  let program: String

  init(hubs: Int, _ count: Int, program: String) throws {
    bench = try Bench(hubs: hubs)
    (self.count, self.program) = (count, program)
  }

  func run() async throws {
    _ = try await bench.begin()
    for (what, verb) in [("publish", "publish"), ("take in", "take")] {
      try await bench.tell(what, "C", count) {
        try bench.run(program, [verb, bench.url, "\(count)", "\(Bench.bytes)"])
      }
    }
    bench.end()
  }
}

enum BenchError: Error {
  case lost(Int)
  case failed(String)
}
