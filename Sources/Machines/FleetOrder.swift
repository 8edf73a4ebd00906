internal import Events

/// What whoever looks after the machines asks of this one: at a terminal, or from a page. Where a process runs that
/// writes to the log, it alone can do it, and is asked through its door.
public enum FleetOrder: Codable, Hashable, Sendable {
  /// Makes the machine that stands alone the first hub.
  /// - Parameter client: `host:port` on which its broker listens for itself; beside the address's, if not said.
  case begin(name: String, addresses: [String], client: String?)
  /// - Parameters:
  ///   - request: the text of the file.
  ///   - file: what it is called, for whoever is told that it is not whole.
  ///   - spoken: the fingerprint that was read out on the telephone.
  case admit(request: String, file: String, spoken: String?)
  case lockOut(name: String, reason: String)
  /// - Parameters:
  ///   - participant: by name.
  ///   - at: a place; may be empty.
  ///   - when: in EDTF; now, if not said.
  case move(participant: String, region: String, at: String, when: String?)
  /// New secrets for all brokers, since a machine that knew those of all is lost.
  case renew
  /// Takes in what a hub has made anew.
  case renewed(text: String, file: String)
  /// Back to one machine.
  case end

  /// Whether this machine itself is another one afterwards: nothing is carried meanwhile.
  var changesMachine: Bool {
    switch self {
    case .begin, .renew, .renewed, .end: true
    case .admit, .lockOut, .move: false
    }
  }
}

/// What came of it.
public struct FleetOutcome: Codable, Hashable, Sendable {
  /// The machine that it was about, or the participant.
  public var name = ""
  public var role = ""
  /// Empty for all.
  public var region = ""
  /// Of this hub, to be read out; where one is needed.
  public var fingerprint = ""
  /// Whether the broker of this machine and its stream know of it already; nil where nothing carries.
  public var isHeeded: Bool?
  /// What is to be sent, by the machine that alone can open it.
  public var answers: [String: String] = [:]

  public init(_ name: String = "") { self.name = name }

  init(_ machine: Machine) {
    (name, role, region) = (machine.name, "\(machine.role)", machine.region)
  }

  /// `hub`, `van · nord`.
  public var kind: String { region.isEmpty ? role : "\(role) · \(region)" }
  public var keepsAll: Bool { role == "\(Machine.Role.hub)" || region.isEmpty }
}
