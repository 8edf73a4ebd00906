public import Events

/// What the views can refuse. Errors of the log, the keys and the storage pass through as they are; each is a
/// sentence of its own.
public enum RebuildError: Error, Hashable, CustomStringConvertible {
  case noViews
  case gap(after: UInt64, found: UInt64)
  case noVocabulary
  case unknownView(String, known: [String])
  case setAside(view: String, Aside)
  case badVocabulary(EventID, String)
  case badGeneration(path: String, line: Int)

  public var description: String {
    switch self {
    case .noViews: "there are no views yet: build them with ‘tillid rebuild’"
    case .gap(let position, let found):
      "the log has nothing between position \(position) and \(found): restore it from a backup"
    case .noVocabulary:
      "no vocabulary has been adopted, so no line can be read: adopt one with ‘tillid vocabulary adopt FILE’"
    case .unknownView(let name, let known):
      "there is no view ‘\(name)’: the views are \(known.joined(separator: ", "))"
    case .setAside(let view, let aside):
      "this participant's view \(view) stands still at event \(aside.event): \(aside.reason)"
    case .badVocabulary(let id, let reason):
      "the vocabulary that event \(id) adopted cannot be read (\(reason)): adopt another one"
    case .badGeneration(let path, let line):
      "line \(line) of \(path) cannot be read: delete the views folder and run ‘tillid rebuild’"
    }
  }
}
