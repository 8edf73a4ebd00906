internal import Events
internal import Notebook

/// The one field in which a line is written, wherever it stands.
struct LineField: Encodable, Sendable {
  /// Of the line that is about to be written.
  let id: String
  let stop: String?
  /// The handle of whom it is about, and what they are called.
  var person: String?
  var about: String?
}

extension Visit {
  func lineField(at stop: String? = nil, _ person: Handle? = nil, _ name: String? = nil) -> LineField? {
    guard let seat else { return nil }
    return LineField(
      id: site.formIDs.next(seat, now).description, stop: stop ?? query["stop"], person: person?.description,
      about: name)
  }
}
