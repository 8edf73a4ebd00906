public import Events

/// What was agreed to, when, how and by whose witness, and what it allows now. It outlasts a withdrawal: it
/// is how we know that we may not.
public struct Consent: StoryProjection {
  public static let name = "consent"
  public static let version: UInt32 = 1
  public static let needs: Purpose? = nil
  public static let reads = false
  public static let listens: EventTypes = [.consentGiven, .consentWithdrawn]

  public private(set) var answers: [Answer] = []

  public init() {}

  public var isEmpty: Bool { answers.isEmpty }

  public mutating func fold(_ entry: Entry) {
    if let answer = Answer(entry) { answers.append(answer) }
  }

  public mutating func name(_ shown: (Line) -> String) {}

  /// For each purpose that is allowed, the answer that allows it. Who says no to being remembered has said no
  /// to everything.
  public var allowed: [Purpose: Answer] {
    answers.reduce(into: [:]) { allowed, answer in
      for purpose in answer.purposes { allowed[purpose] = answer.isYes ? answer : nil }
      if !answer.isYes, answer.purposes.contains(.care) { allowed = [:] }
    }
  }
}

extension Consent {
  private enum Keys: CodingKey { case allows, answers }

  /// Writes what is allowed beside the answers, so that no reader has to work it out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(Purpose.allCases.filter { allowed[$0] != nil }, forKey: .allows)
    try container.encode(answers, forKey: .answers)
  }

  public func write(to writer: inout WireWriter) { writer.parts(1, answers) }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    if field.number == 1 { answers.append(try Answer(span, field.bytes)) }
  }
}

/// A yes or a no.
public struct Answer: Hashable, Sendable, Encodable {
  public var isYes = false
  public var purposes: [Purpose] = []
  public var with = ""
  public var how = ""
  public var witness = ""
  public var wording = ""
  public var told = Told()

  public init() {}

  init?(_ entry: Entry) {
    told = Told(entry)
    switch entry.event.content {
    case .consentGiven(let agreement):
      isYes = true
      purposes = agreement.purposes
      (with, how) = (agreement.with, agreement.how)
      (witness, wording) = (agreement.witness, agreement.wording)
    case .consentWithdrawn(let withdrawn): purposes = withdrawn
    default: return nil
    }
  }
}

extension Answer: Stored {
  public func write(to writer: inout WireWriter) {
    writer.number(1, isYes ? 1 : 0)
    for purpose in purposes { writer.number(2, purpose.rawValue) }
    writer.text(3, with)
    writer.text(4, how)
    writer.text(5, witness)
    writer.text(6, wording)
    writer.part(7, told)
  }

  public mutating func take(_ field: WireField, in span: RawSpan) throws(WireError) {
    switch field.number {
    case 1: isYes = field.value != 0
    case 2:
      if let code = UInt8(exactly: field.value), let one = Purpose(rawValue: code) { purposes.append(one) }
    case 3: with = span.text(field.bytes)
    case 4: how = span.text(field.bytes)
    case 5: witness = span.text(field.bytes)
    case 6: wording = span.text(field.bytes)
    case 7: told = try Told(span, field.bytes)
    default: break
    }
  }
}
