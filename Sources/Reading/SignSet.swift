import Events

/// The sign that a phrase gives, or the signs of a clause.
struct SignSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  static let negation = SignSet(rawValue: 1 << 0)
  static let refusal = SignSet(rawValue: 1 << 1)
  static let failure = SignSet(rawValue: 1 << 2)
  static let plan = SignSet(rawValue: 1 << 3)
  static let date = SignSet(rawValue: 1 << 4)
  static let again = SignSet(rawValue: 1 << 5)
  static let done = SignSet(rawValue: 1 << 6)
  static let question = SignSet(rawValue: 1 << 7)
  static let yes = SignSet(rawValue: 1 << 8)
  static let others = SignSet(rawValue: 1 << 9)
  static let subject = SignSet(rawValue: 1 << 10)
  static let nothing = SignSet(rawValue: 1 << 11)
  static let and = SignSet(rawValue: 1 << 12)
  static let turn = SignSet(rawValue: 1 << 13)
  static let danish = SignSet(rawValue: 1 << 14)
  static let english = SignSet(rawValue: 1 << 15)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ sign: Sign) {
    switch sign {
    case .negation: self = .negation
    case .refusal: self = .refusal
    case .failure: self = .failure
    case .plan: self = .plan
    case .date: self = .date
    case .again: self = .again
    case .done: self = .done
    case .question: self = .question
    case .yes: self = .yes
    case .others: self = .others
    case .subject: self = .subject
    case .nothing: self = .nothing
    case .and: self = .and
    case .turn: self = .turn
    case .danish: self = .danish
    case .english: self = .english
    }
  }

  func contains(any signs: SignSet) -> Bool { !isDisjoint(with: signs) }

  /// What the signs say by themselves of what their clause tells.
  var mode: Mode? {
    if contains(.refusal) { return .declined }
    if contains(any: [.failure, .negation]) { return .failed }
    if contains(.plan) || (contains(.date) && !contains(.done)) { return .arranged }
    return nil
  }
}
