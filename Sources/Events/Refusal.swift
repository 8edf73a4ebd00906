/// What people are told when something cannot be done: one sentence with the place and the remedy, in their
/// language. What only whoever runs the machine can mend (storage, keys, backups) is said in English.
public protocol Refusal: Error, CustomStringConvertible {
  func sentence(_ language: Language) -> String
}

extension Refusal {
  public var description: String { sentence(.english) }
}
