import Events

/// The sign that a phrase gives, or the signs of a clause.
struct SignSet: OptionSet, Hashable, Sendable {
  let rawValue: UInt32

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
  static let lack = SignSet(rawValue: 1 << 16)
  static let promise = SignSet(rawValue: 1 << 17)
  static let that = SignSet(rawValue: 1 << 18)
  static let clause = SignSet(rawValue: 1 << 19)
  static let future = SignSet(rawValue: 1 << 20)
  static let thanks = SignSet(rawValue: 1 << 21)
  static let aside = SignSet(rawValue: 1 << 22)
  static let named = SignSet(rawValue: 1 << 23)
  static let everybody = SignSet(rawValue: 1 << 24)
  static let stranger = SignSet(rawValue: 1 << 25)
  static let object = SignSet(rawValue: 1 << 26)
  /// One of ours who does something is always a subject, too.
  static let us: SignSet = [SignSet(rawValue: 1 << 27), .subject]
  /// A failure that undoes what was done, too.
  static let vain: SignSet = [SignSet(rawValue: 1 << 28), .failure]

  /// Say that it did not take place.
  static let negative: SignSet = [.negation, .lack, .refusal, .failure]
  /// Deny what can only have happened or not.
  static let denying: SignSet = [.negation, .lack, .refusal]
  /// Say of whom a part of the line tells, where it names several; no more than that.
  static let parting: SignSet = [.named, .everybody]
  /// Name the participant or us.
  static let ours: SignSet = [.subject, .object]
  /// Neither take words from another phrase nor lose them.
  static let standing: SignSet = [.clause, .named, .everybody, .stranger]
  /// Say something of the mode.
  static let deciding: SignSet = [.negation, .lack, .refusal, .failure, .plan, .promise, .future, .date]

  /// Say that it is to come.
  static let coming: SignSet = [.plan, .promise, .future, .date]

  init(rawValue: UInt32) { self.rawValue = rawValue }

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
    case .lack: self = .lack
    case .future: self = .future
    case .thanks: self = .thanks
    case .promise: self = .promise
    case .that: self = .that
    case .clause: self = .clause
    case .aside: self = .aside
    case .named: self = .named
    case .everybody: self = .everybody
    case .stranger: self = .stranger
    case .us: self = .us
    case .vain: self = .vain
    case .object: self = .object
    }
  }

  /// The one that a phrase gives; nil for none and for several.
  var sign: Sign? { Sign.allCases.first { SignSet($0) == self } }

  func contains(any signs: SignSet) -> Bool { !isDisjoint(with: signs) }

  /// What a sign says by itself of what its clause tells; nil for a bare no.
  var mode: Mode? {
    if contains(.refusal) { return .declined }
    if contains(.failure) { return .failed }
    return contains(any: .coming) ? .arranged : nil
  }
}
