/// What a request may bring along: in the query of a GET, in the form or the object of a POST.
struct Field: Sendable {
  let name: String
  /// In a line, for whoever writes a program.
  let about: String
  let kind: Kind
  /// Without it the request is refused by a sentence.
  let isNeeded: Bool

  enum Kind: Sendable, Equatable {
    case text
    /// May stand there several times.
    case texts
    /// One of these.
    case choice([String])
  }

  /// May be left out.
  init(_ name: String, _ about: String, _ kind: Kind = .text) {
    (self.name, self.about, self.kind, isNeeded) = (name, about, kind, false)
  }

  private init(_ name: String, needed about: String, _ kind: Kind) {
    (self.name, self.about, self.kind, isNeeded) = (name, about, kind, true)
  }

  static func needed(_ name: String, _ about: String, _ kind: Kind = .text) -> Field {
    Field(name, needed: about, kind)
  }
}

extension Route {
  /// What may be sent along.
  func taking(_ fields: Field...) -> Route {
    var route = self
    route.fields += fields
    return route
  }

  /// What a program is told: the stored properties of this type, as it encodes them.
  func answering<Told: Encodable & Sendable>(_ type: Told.Type) -> Route {
    var route = self
    route.told = type
    return route
  }
}
