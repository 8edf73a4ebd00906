internal import HTTPTypes

/// The form of a line that was refused, so that it is mended and not written anew.
struct WrittenAgain: Encodable, Sendable {
  /// What was typed, to be changed.
  let typed: [Typed]
  /// What else the form held.
  let held: [Held]

  struct Typed: Encodable, Sendable {
    let name: String
    let value: String
    let label: String
  }

  struct Held: Encodable, Sendable {
    let name: String
    let value: String
  }

  /// Nil for a form without a line, whatever else it holds: a PIN is shown to nobody.
  init?(_ form: Form, _ visit: Visit) {
    guard visit.method == .post, form["line"] != nil else { return nil }
    let labels = [
      "line": visit.say("Linjen", "The line"), "due": visit.say("Hvornår skal det være?", "By when?"),
      "when": visit.say("Hvornår var det?", "When was it?"),
    ]
    typed = form.fields.compactMap { field in
      labels[field.name].map { Typed(name: field.name, value: field.value, label: $0) }
    }
    held = form.fields.filter { labels[$0.name] == nil && $0.name != "token" }
      .map { Held(name: $0.name, value: $0.value) }
  }
}
