internal import Broker
internal import Machines

extension CarrierState.Peer {
  /// Why a meeting was not held, as it is written down: that nobody answers is no fault of its own, and what is wrong
  /// with this machine's broker is said of the broker.
  static func trouble(_ error: any Error) -> String {
    switch error as? BrokerError {
    case .nobodyAnswers, .noAnswer: silent
    case .notConnected, .closed: ""
    default: "\(error)"
    }
  }
}
