/// What somebody may do here.
public enum Role: UInt8, CaseIterable, Codable, Sendable {
  case helper = 1, researcher = 2, admin = 3

  /// As it is written in commands and forms.
  public var name: String {
    switch self {
    case .helper: "helper"
    case .researcher: "researcher"
    case .admin: "admin"
    }
  }

  public init?(name: String) {
    guard let role = Role.allCases.first(where: { $0.name == name }) else { return nil }
    self = role
  }
}
