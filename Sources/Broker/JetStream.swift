internal import Foundation

/// What JetStream answers when it does not do what it was asked. Its codes: errors.json of nats-server.
struct JetStreamRefusal: Decodable {
  let code: Int
  let err_code: Int?
  let description: String?

  static let streamNotFound = 10_059
  static let consumerNotFound = 10_014
  /// No leader is chosen yet, or not enough servers are there.
  static let beginning: Set<Int> = [503, 10_005, 10_008, 10_009]
  /// There is one of that name, of another kind.
  static let otherConsumer: Set<Int> = [10_012, 10_013, 10_105]
  /// A source names its origin twice, the store is full, the stream is: nothing that passes by itself.
  private static let lasting: Set<Int> = [10_047, 10_023, 10_077, 10_054, 10_060]

  /// As when the broker says that nobody listens.
  static let nobody = JetStreamRefusal(code: 503, err_code: nil, description: "no stream takes it")

  private init(code: Int, err_code: Int?, description: String?) {
    (self.code, self.err_code, self.description) = (code, err_code, description)
  }

  private struct Envelope: Decodable { let error: JetStreamRefusal? }

  init?(in answer: [UInt8]) {
    guard answer.firstRange(of: Array("\"error\"".utf8)) != nil else { return nil }
    guard let envelope = try? JSONDecoder().decode(Envelope.self, from: Data(answer)) else {
      // Whatever it is, it is no yes: it is asked again.
      self.init(code: 503, err_code: nil, description: "its answer cannot be read")
      return
    }
    guard let error = envelope.error else { return nil }
    self = error
  }

  var number: Int { err_code ?? code }

  /// Whether the same may be taken a moment later: no leader is chosen yet, or a server is away.
  var isPassing: Bool { code >= 500 && !Self.lasting.contains(number) }

  func error(_ what: String) -> BrokerError {
    .refused(what: what, code: number, said: description ?? "no reason given")
  }
}

extension BrokerConnection {
  /// What JetStream of a domain is asked; nil for that of our own broker.
  static func prefix(_ domain: String?) -> String { domain.map { "$JS.\($0).API" } ?? "$JS.API" }

  /// Asks JetStream again until it answers or `patience` ends: a cluster without a leader does not answer.
  func manage(
    _ subject: String, _ body: some Encodable, domain: String?, patience: Duration
  ) async throws(BrokerError) -> Result<Data, BrokerError> {
    let end = ContinuousClock().now + patience
    let bytes: [UInt8]
    do { bytes = [UInt8](try JSONEncoder().encode(body)) } catch {
      throw .refused(what: subject, code: 0, said: "\(error)")
    }
    while true {
      let failure: BrokerError
      do throws(BrokerError) {
        let answer = try await ask("\(Self.prefix(domain)).\(subject)", bytes, within: .seconds(5))
        guard let refusal = JetStreamRefusal(in: answer) else { return .success(Data(answer)) }
        failure = refusal.error(subject)
        if !refusal.isPassing { return .failure(failure) }
      } catch {
        if error == .closed { throw error }
        failure = error
      }
      guard ContinuousClock().now < end, !Task.isCancelled else { throw failure }
      await changed.wait(.milliseconds(250))
    }
  }
}
