/// Why the broker could not do what was asked. Each description is one sentence that says what to do.
public enum BrokerError: Error, Hashable, CustomStringConvertible {
  /// The client library is not installed.
  case noLibrary(String)
  case badAddress(url: String, said: String)
  /// The broker at this address cannot be reached now; the connection goes on trying.
  case notConnected(url: String, said: String)
  /// Nobody listens on the subject.
  case nobodyAnswers(subject: String)
  /// Somebody may listen, but has not answered in time.
  case noAnswer(subject: String)
  /// Some messages are not known to lie in a stream. They may all the same: publish them again, by the same ids.
  case notAcknowledged(count: Int, of: Int)
  /// A message is larger than the broker takes.
  case tooLarge(bytes: Int, most: Int)
  /// The broker said no, with its own code (err_code of JetStream) and words.
  case refused(what: String, code: Int, said: String)
  /// It has such a stream, and does not say how the stream is to be.
  case unconfigured(stream: String)
  case closed

  /// Whether the others cannot be reached now, or have not made what is asked for: on a van that is nothing unusual.
  public var isOfDistance: Bool {
    switch self {
    case .nobodyAnswers, .noAnswer: true
    case .refused(_, let code, _):
      code == JetStreamRefusal.streamNotFound || code == JetStreamRefusal.consumerNotFound
    default: false
    }
  }

  /// Whether it should be over in some seconds: while brokers begin, and while they choose a leader.
  public var passesByItself: Bool {
    switch self {
    case .notConnected: true
    case .refused(_, let code, _): isOfDistance || JetStreamRefusal.beginning.contains(code)
    default: isOfDistance
    }
  }

  public var description: String {
    switch self {
    case .noLibrary(let said):
      "the library for the broker cannot be opened (\(said)): install the Debian package libnats3.4"
    case .badAddress(let url, let said): "\(url) is no address of a broker (\(said)): write nats://HOST:PORT"
    case .notConnected(let url, let said):
      "the broker at \(url) cannot be reached\(said.isEmpty ? "" : " (\(said))"): see that nats-server runs there; it is tried again all the time"
    case .nobodyAnswers(let subject):
      "nobody answers to \(subject): see that the other machine runs and that the link to it stands"
    case .noAnswer(let subject): "no answer came in time to \(subject): try again"
    case .notAcknowledged(let count, let total):
      "\(count) of \(total) messages are not acknowledged by the stream: publish them again"
    case .tooLarge(let bytes, let most):
      "a message of \(bytes) bytes is larger than the broker takes: raise max_payload above \(most)"
    case .refused(let what, let code, let said): "the broker refuses \(what): \(said) (\(code))"
    case .unconfigured(let stream):
      "the broker does not say how its stream \(stream) is set up: see that it is nats-server 2.9 or newer (‘nats-server --version’), and start it again"
    case .closed: "the connection to the broker has been closed: open another"
    }
  }
}
