internal import Foundation

extension StreamPlan {
  /// Who reads a stream, and what of it.
  public struct Reader: Hashable, Sendable {
    public var name: String
    /// Only messages of this subject; nil for all.
    public var filter: String?

    public init(_ name: String, filter: String? = nil) { (self.name, self.filter) = (name, filter) }
  }
}

/// ConsumerConfig of the JetStream API; durations in nanoseconds.
private struct ConsumerRequest: Encodable {
  struct Config: Encodable {
    let durable_name: String
    let filter_subject: String?
    let deliver_policy = "all"
    let replay_policy = "instant"
    let ack_policy = "explicit"
    /// What comes by a slow road is on its way for long: of 100 parcels at 400 KB a second, each came once with 30 s,
    /// and half of them twice with 10 s. What a killed machine had taken, a meeting brings.
    let ack_wait = 30_000_000_000
    let max_deliver = -1
    let max_ack_pending = 20_000
  }
  let stream_name: String
  let config: Config
}

private struct ConsumerNames: Decodable { let consumers: [String]? }
private struct Offset: Encodable { let offset: Int }

extension BrokerConnection {
  /// So that exactly these read the stream: who is not among them reads nothing more, be its link up or not.
  func ensure(_ readers: [StreamPlan.Reader], of stream: String, patience: Duration) async throws(BrokerError)
  {
    let (wanted, there) = (Set(readers.map(\.name)), Set(try await names(of: stream, patience: patience)))
    for name in there.subtracting(wanted).sorted() {
      try await remove(reader: name, of: stream, patience: patience)
    }
    // Whether one that filters is as it should be is not told by its name.
    for reader in readers where reader.filter != nil || !there.contains(reader.name) {
      try await ensure(reader, of: stream, patience: patience)
    }
  }

  /// Makes it, with its place at the beginning when there was none, or when it read something else.
  func ensure(_ reader: StreamPlan.Reader, of stream: String, patience: Duration) async throws(BrokerError) {
    let request = ConsumerRequest(
      stream_name: stream, config: .init(durable_name: reader.name, filter_subject: reader.filter))
    let subject = "CONSUMER.DURABLE.CREATE.\(stream).\(reader.name)"
    let made = try await manage(subject, request, domain: nil, patience: patience)
    guard case .failure(.refused(_, let code, _)) = made, JetStreamRefusal.otherConsumer.contains(code) else {
      return _ = try made.get()
    }
    try await remove(reader: reader.name, of: stream, patience: patience)
    _ = try await manage(subject, request, domain: nil, patience: patience).get()
  }

  private func remove(reader: String, of stream: String, patience: Duration) async throws(BrokerError) {
    let removed = try await manage(
      "CONSUMER.DELETE.\(stream).\(reader)", Nothing(), domain: nil, patience: patience)
    if case .failure(.refused(_, JetStreamRefusal.consumerNotFound, _)) = removed { return }
    _ = try removed.get()
  }

  private func names(of stream: String, patience: Duration) async throws(BrokerError) -> [String] {
    var all: [String] = []
    while true {
      let answer = try await manage(
        "CONSUMER.NAMES.\(stream)", Offset(offset: all.count), domain: nil, patience: patience)
      let page = try answer.get()
      guard let names = try? JSONDecoder().decode(ConsumerNames.self, from: page).consumers ?? [] else {
        // Not “none”: one that was locked out would go on reading.
        throw .refused(what: "the readers of \(stream)", code: 0, said: "its answer cannot be read")
      }
      all += names
      if names.isEmpty { return all }
    }
  }
}
