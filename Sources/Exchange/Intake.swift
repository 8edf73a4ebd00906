public import Events
internal import Formats
internal import Keyring
public import Notebook
internal import Rebuild

/// What the admin says of what is brought in.
public struct IntakeChoice: Sendable {
  public enum Cases: String, Sendable { case participants, organisation }

  /// Where it comes from. The same name again goes on with it.
  public var source: String
  /// Whether the cases are people or things; nil when nobody said.
  public var cases: Cases?
  /// What the people have agreed to.
  public var consent: [Purpose] = []
  public var how = ""
  public var witness = ""
  public var by = ""
  /// To which the people belong who are new here; empty for none.
  public var region = ""

  public init(source: String) { self.source = source }

  /// Whether those whom the file tells of may be remembered.
  public var remembers: Bool { cases != .organisation && consent.contains(.care) }
}

/// What became of it.
public struct IntakeReport: Sendable {
  public var rows = 0
  /// Events that are new here, also consents and names.
  public var events = 0
  /// Rows that had been brought in before.
  public var known = 0
  public var people: Set<Handle> = []
  public var newPeople = 0
  /// Rows of people who have not agreed: that somebody was there is kept, and no word.
  public var presences = 0
  /// Rows about somebody who is erased.
  public var erased = 0
  /// Rows about somebody of another region, whose key is not here.
  public var elsewhere = 0
  public var masked: [Masking.Secret: Int] = [:]
  public var stops: Set<String> = []
  public var first: When?
  public var last: When?
  public var faults: [RowFault] = []
  /// Names the import, so that it can be undone; nil when nothing was new.
  public var id: EventID?

  public init() {}

  mutating func takes(_ when: When) {
    if first.map({ when.minute < $0.minute }) ?? true { first = when }
    if last.map({ when.minute > $0.minute }) ?? true { last = when }
  }
}

/// Brings events in, a portion at a time. Each portion is in the log whole or not at all, with the marks by which its
/// rows are known again; so an import that was cut short is gone on with by starting it again.
public final class Intake {
  private static let portionEvents = 2048
  private static let portionBytes = 1 << 20

  public let notebook: Notebook
  let choice: IntakeChoice
  public internal(set) var report = IntakeReport()
  var ledger: Ledger
  var portion = Portion()
  /// Records of one line stand together.
  private var groups: [[Event]] = []
  private var held = (events: 0, bytes: 0)
  /// How often the same row has been met in this file.
  private var met: [Mark: Int] = [:]
  /// Cases of the portion that another machine numbered before.
  private var renumbered = 0
  /// Those whom this import has met first; they may not be in the log yet.
  private var arrived: Set<Handle> = []
  /// Who each name of the file is.
  var persons: [String: (Person, number: UInt64)] = [:]

  public init(_ notebook: Notebook, _ choice: IntakeChoice) throws {
    (self.notebook, self.choice) = (notebook, choice)
    ledger = try Ledger(of: choice.source, notebook.engine)
  }

  /// The mark of a row that is new; nil when it has been brought in before.
  func new(_ identity: String) throws -> Mark? {
    let mark = try Mark(identity, ledger.namer)
    let times = met[mark, default: 0]
    met[mark] = times + 1
    let own = times == 0 ? mark : try Mark("\(identity)\u{1E}\(times)", ledger.namer)
    guard !ledger.rows.contains(own) else {
      report.known += 1
      return nil
    }
    return own
  }

  func keep(_ events: [Event], _ mark: Mark? = nil) throws {
    if let mark { portion.rows.append(mark) }
    groups.append(events)
    held.events += events.count
    held.bytes += events.reduce(0) { $0 + $1.carried.count } + 64
    if held.events >= Self.portionEvents || held.bytes >= Self.portionBytes { try flush() }
  }

  /// Cases hold attributes as well.
  func hold(bytes: Int) throws {
    held.bytes += bytes
    if held.bytes >= Self.portionBytes { try flush() }
  }

  /// Appends what is held.
  public func flush() throws {
    guard !groups.isEmpty || !portion.isEmpty && !holdsNothingNew else { return }
    let id = ledger.nextID()
    var head = notebook.event(
      .imported(Imported(choice.source, count: UInt64(held.events))), of: .organisation, under: id,
      by: choice.by)
    head.carried = portion.bytes
    head.occasion = report.id
    if report.id == nil { report.id = id }
    var events = [head]
    for group in groups { events += named(group) }
    let taken = try notebook.take(events)
    report.erased += taken.refused.count
    report.elsewhere += taken.elsewhere.count
    report.events += taken.new
    ledger.rows.formUnion(portion.rows)
    (portion, groups, held, renumbered) = (Portion(), [], (0, 0), 0)
  }

  /// Cases that another machine has brought in are told again with the first row that is new, and not before.
  private var holdsNothingNew: Bool {
    portion.cases.count == renumbered && portion.rows.isEmpty && portion.head == nil
  }

  private func named(_ group: [Event]) -> [Event] {
    var occasion: EventID?
    return group.map { event in
      var event = event
      event.id = ledger.nextID()
      if group.count > 1 {
        occasion = occasion ?? event.id
        event.occasion = occasion
      }
      return event
    }
  }
}

extension Intake {
  /// Who a case is, or nobody.
  enum Person {
    case participant(Handle)
    case thing(UInt64)
    /// Has not agreed, or has said no.
    case stranger
    case erased
    /// Belongs to another region.
    case elsewhere
  }

  /// Whether nothing may be taken in of this person; counts the row.
  func passesOver(_ person: Person?) -> Bool {
    switch person {
    case .erased: report.erased += 1
    case .elsewhere: report.elsewhere += 1
    default: return false
    }
    return true
  }

  /// A person of the file: found again, found by name, or new with the yes that the admin has told.
  /// - Parameters:
  ///   - key: tells the case from the others of its source.
  ///   - name: by which they are called here; one that is known already means that person.
  func person(
    key: String, name: String, isAlias: Bool, byName: Bool, _ attributes: [CaseLog.Attribute] = []
  ) throws -> (Person, number: UInt64) {
    let mark = try Mark("case " + key, ledger.namer)
    if let known = ledger.cases[mark] {
      if known.origin == ledger.origin { return (try who(known), known.number) }
      renumbered += 1
      return (try who(known), try add(mark, known.handle, attributes))
    }
    if choice.cases == .organisation {
      return (.thing(try add(mark, .organisation, attributes)), ledger.lastCase)
    }
    if byName, try notebook.isKnown(name) {
      guard let handle = try notebook.remembered(name) else { return (.stranger, 0) }
      return (.participant(handle), try add(mark, handle, []))
    }
    if byName, try notebook.hasMoved(name) { return (.elsewhere, 0) }
    guard choice.remembers else { return (.stranger, 0) }
    let handle = Handle.random()
    arrived.insert(handle)
    let number = try add(mark, handle, [])
    report.newPeople += 1
    try keep(arrival(of: handle, name, isAlias, number, attributes))
    return (.participant(handle), number)
  }

  private func who(_ known: KnownCase) throws -> Person {
    guard !known.handle.isOrganisation else { return .thing(known.number) }
    switch try notebook.engine.keyring.status(of: known.handle) {
    case .destroyed: return .erased
    // Of somebody of another region all that is here is the mark; no second key is drawn for them.
    case .unknown: return arrived.contains(known.handle) ? .participant(known.handle) : .elsewhere
    case .live:
      // Somebody of this very portion is not in the log yet.
      guard try notebook.engine.keeper(of: known.handle) != nil else { return .erased }
      let standing = try notebook.standing(of: known.handle)
      return standing.allows(.care) || standing.closedAt == nil && choice.remembers
        ? .participant(known.handle) : .stranger
    }
  }

  private func add(_ mark: Mark, _ handle: Handle, _ attributes: [CaseLog.Attribute]) throws -> UInt64 {
    ledger.lastCase += 1
    let known = Portion.Case(number: ledger.lastCase, mark: mark, handle: handle, attributes: attributes)
    ledger.cases[mark] = KnownCase(number: known.number, handle: handle, origin: ledger.origin)
    portion.cases.append(known)
    try hold(bytes: 64 + attributes.reduce(0) { $0 + $1.weight })
    return known.number
  }

  /// The yes and the name, under the new person's own key.
  private func arrival(
    of handle: Handle, _ name: String, _ isAlias: Bool, _ number: UInt64, _ attributes: [CaseLog.Attribute]
  ) -> [Event] {
    let none = EventID(origin: 0, sequence: 0)
    let agreement = Agreement(choice.consent, how: choice.how, witness: choice.witness)
    var yes = notebook.event(.consentGiven(agreement), of: handle, under: none, by: choice.by)
    yes.carried = Carried(case: number, attributes, isCase: true, isWhole: true).bytes
    let called = notebook.event(.nameGiven(name, isAlias: isAlias), of: handle, under: none, by: choice.by)
    return [yes, called] + home(of: handle)
  }
}

extension Intake {
  /// To which region somebody new belongs; nothing where they belong to none.
  func home(of handle: Handle) -> [Event] {
    guard !choice.region.isEmpty else { return [] }
    let none = EventID(origin: 0, sequence: 0)
    return [
      notebook.event(.participantMoved(region: choice.region), of: handle, under: none, by: choice.by)
    ]
  }
}

extension CaseLog.Attribute {
  /// About how many bytes it takes.
  var weight: Int { key.utf8.count + value.utf8.count + 8 + attributes.reduce(0) { $0 + $1.weight } }
}
