public import Events
internal import Foundation
internal import Formats

/// An event in the shape of CloudEvents 1.0, JSON format. The subject is the participant's handle, never a
/// name; mentions in a text are handles in braces. The extension `tillidbody` holds the event's body as it is, so that
/// another folder can take in the very same event.
public struct CloudEvent: Encodable {
  private let event: Event
  private let caseName: String?

  /// - Parameter caseName: of an event that came from elsewhere, what its case was called there.
  public init(_ event: Event, caseName: String? = nil) { (self.event, self.caseName) = (event, caseName) }

  private enum Key: String, CodingKey { case specversion, id, source, type, time, subject, data, tillidbody }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("1.0", forKey: .specversion)
    try container.encode(event.id, forKey: .id)
    try container.encode("urn:tillid:\(event.id.origin.hexadecimal)", forKey: .source)
    try container.encode("tillid.\(event.content.type)", forKey: .type)
    try container.encode(event.recorded, forKey: .time)
    if !event.handle.isOrganisation { try container.encode(event.handle, forKey: .subject) }
    var facts = event.facts
    if let caseName { facts["caseName"] = .text(caseName) }
    try container.encode(facts, forKey: .data)
    try container.encode(Data(event.body).base64EncodedString(), forKey: .tillidbody)
  }
}

/// A value of an event's data.
enum Fact: Encodable {
  case text(String)
  case texts([String])
  case count(Int)
  case flag(Bool)
  case attributes([CaseLog.Attribute])
  case facts([[String: Fact]])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .texts(let texts): try container.encode(texts)
    case .count(let count): try container.encode(count)
    case .flag(let flag): try container.encode(flag)
    case .facts(let facts): try container.encode(facts)
    case .attributes(let attributes): try container.encode(attributes.map(ToldAttribute.init))
    }
  }
}

/// An attribute of XES: `{"type":"int","key":"points","value":"0"}`.
private struct ToldAttribute: Encodable {
  let type, key, value: String
  let attributes: [ToldAttribute]?

  init(_ attribute: CaseLog.Attribute) {
    (type, key, value) = (attribute.type.rawValue, attribute.key, attribute.value)
    attributes = attribute.attributes.isEmpty ? nil : attribute.attributes.map(ToldAttribute.init)
  }
}

extension Portion {
  /// The cases that were new with it, and what the log itself had; its marks say nothing to anybody else.
  fileprivate var facts: [String: Fact] {
    var facts: [String: Fact] = [:]
    if let head { facts["log"] = .attributes(head.attributes) }
    let things = cases.filter(\.handle.isOrganisation)
    if !things.isEmpty {
      facts["cases"] = .facts(
        things.map { ["case": .count(Int(clamping: $0.number)), "attributes": .attributes($0.attributes)] })
    }
    return facts
  }
}

extension Event {
  fileprivate var facts: [String: Fact] {
    var facts = content.facts
    facts["happened"] = .text(happened.description)
    if !by.isEmpty { facts["by"] = .text(by) }
    if !at.isEmpty { facts["at"] = .text(at) }
    if content.type != .imported, let carried = Carried(carried) {
      if carried.number > 0 { facts["case"] = .count(Int(clamping: carried.number)) }
      facts[carried.isCase ? "caseAttributes" : "attributes"] = .attributes(carried.attributes)
    }
    // A portion that cannot be unpacked is told as it lies, in the body.
    if content.type == .imported, let portion = try? Portion(carried) { facts.merge(portion.facts) { $1 } }
    if let occasion { facts["occasion"] = .text(occasion.description) }
    return facts
  }
}

extension Content {
  fileprivate var facts: [String: Fact] {
    switch self {
    case .note(let line, let given): line.facts.adding(given)
    case .presence(let given): [:].adding(given)
    case .correction(let target, let amendment): amendment.facts.adding("of", target.description)
    case .retraction(let target, let reason): [:].adding("of", target.description).adding("reason", reason)
    case .nameGiven(let name, let isAlias): ["name": .text(name), "alias": .flag(isAlias)]
    case .samePerson(let other), .notSamePerson(let other): ["other": .text(other.description)]
    case .consentGiven(let agreement): agreement.facts
    case .consentWithdrawn(let purposes): ["purposes": .texts(purposes.map(\.description))]
    case .erased(let handles): ["handles": .texts(handles.map(\.description))]
    case .stopOpened: [:]
    case .stopCounted(let counts): counts.facts
    case .stopCancelled(let reason): [:].adding("reason", reason)
    case .promiseMade(let line, let due): line.facts.adding("due", due?.description ?? "")
    case .promise(let step, let target, let line):
      line.facts.adding("step", "\(step)").adding("of", target.description)
    case .helperInvited(let name, let role): ["name": .text(name), "role": .text(role)]
    case .helperLeft(let name): ["name": .text(name)]
    case .vocabularyAdopted(let yaml): ["bytes": .count(yaml.count)]
    case .viewSwitched(let made): made.facts
    case .historyRead(let purpose, let view): ["purpose": .text(purpose), "view": .text(view)]
    case .releaseMade(let released): released.facts
    case .keyDestroyed(let destruction): destruction.facts
    case .releaseRecalled(let release, let reason):
      ["release": .text(release.description)].adding("reason", reason)
    case .imported(let imported):
      ["source": .text(imported.source), "count": .count(Int(clamping: imported.count))]
    case .machineAdmitted(let machine):
      ["machine": .text(machine.name), "role": .text("\(machine.role)")].adding("region", machine.region)
        .adding("origin", machine.origin.hexadecimal)
    case .machineLockedOut(let name, let reason): ["machine": .text(name)].adding("reason", reason)
    case .participantMoved(let region): ["region": .text(region)]
    case .participantLetGo(let departure):
      ["handle": .text(departure.handle.description), "of": .text(departure.move.description)]
        .adding("region", departure.region)
    }
  }
}

extension [String: Fact] {
  fileprivate func adding(_ key: String, _ text: String) -> [String: Fact] {
    text.isEmpty ? self : merging([key: .text(text)]) { $1 }
  }

  fileprivate func adding(_ given: [GivenReading]) -> [String: Fact] {
    given.isEmpty
      ? self : merging(["kinds": .texts(given.map { "\($0.holds ? "" : "-")\($0.kind):\($0.mode)" })]) { $1 }
  }
}

extension Line {
  fileprivate var facts: [String: Fact] {
    text.isEmpty ? [:] : ["text": .text(shown(unnamed: "{}") { "{\($0)}" })]
  }
}

extension ViewSwitch {
  fileprivate var facts: [String: Fact] {
    let views = views.map { "\($0.version.view) \($0.version.fingerprint) \($0.contents)" }
    return ["views": .texts(views)].adding("vocabulary", vocabulary?.description ?? "")
  }
}

extension Released {
  fileprivate var facts: [String: Fact] {
    guard let handle else { return ["study": .text(study)] }
    return [
      "study": .text(study), "release": .text(handle.description), "tier": .text(tier),
      "position": .count(Int(clamping: position)), "policy": .text(policy.hexadecimal),
      "manifest": .text(manifest.hexadecimal), "participants": .count(participants),
      "events": .count(events), "supersedes": .texts(supersedes.map(\.description)),
      "spent": .texts(spent.map { "\($0.mechanism) \($0.numerator)/\($0.denominator)" }),
    ].adding("recipient", recipient).adding("institution", institution).adding("question", question)
  }
}

extension Destruction {
  fileprivate var facts: [String: Fact] {
    [
      "of": .text(erasure.description), "handles": .texts(handles.map(\.description)),
      "epochEnded": .count(Int(epochEnded)), "epochBegun": .count(Int(epochBegun)),
      "wrapped": .count(wrapped),
    ]
  }
}

extension Amendment {
  fileprivate var facts: [String: Fact] {
    (line?.facts ?? [:]).merging(counts.facts) { $1 }.adding("when", happened?.description ?? "").adding(
      given)
  }
}

extension Counts {
  fileprivate var facts: [String: Fact] {
    let all = [("heads", heads), ("meals", meals), ("newFaces", newFaces)]
    return Dictionary(
      uniqueKeysWithValues: all.compactMap { name, count in count.map { (name, .count($0)) } })
  }
}

extension Agreement {
  fileprivate var facts: [String: Fact] {
    [String: Fact]().adding("with", with).adding("how", how).adding("witness", witness).adding(
      "wording", wording
    )
    .merging(["purposes": .texts(purposes.map(\.description))]) { $1 }
  }
}
