internal import Access
internal import Events
internal import HTTPTypes
internal import Machines
internal import Notebook
internal import Rebuild

/// The organisation's machines, for whoever looks after them: how they stand, and what is done when one comes or is
/// lost. What is done goes into the log under the account's name.
enum AdminMachines {
  static let routes: [Route] = [
    .get("/admin/machines", .role(.admin), "How the organisation's machines stand, as this one knows it.") {
      visit in
      .page("machines", title: visit.say("Maskiner", "Machines"), told: try MachinesShown(visit))
    }.answering(MachinesShown.self),
    .get("/admin/machines/{machine}", .role(.admin), "One machine, and what locking it out would do.") {
      visit in
      let told = try MachineShown(visit)
      return .page("machine", title: told.name, told: told)
    }.answering(MachineShown.self),
    .post(
      "/admin/machines/{machine}/lock-out", .role(.admin), "A machine is lost: locks it out, for ever.",
      lockOut
    )
    .taking(
      Field.needed("sure", "The machine's name once more: it cannot be undone."),
      Field("reason", "Why; it stands in the log and with the machine.")
    )
    .answering(FleetOutcome.self),
    .get("/admin/admit", .role(.admin), "The form for a machine that asks to come in.") { visit in
      let fleet = try visit.fleet()
      guard fleet.role == .hub else { throw MachinesError.notAHub(fleet.name, fleet.role) }
      return AdmitForm().page(visit)
    }.answering(AdmitForm.self),
    .post("/admin/admit", .role(.admin), "Lets in a machine that has asked; its answer is told once.", admit)
      .taking(
        Field.needed("request", "The text of the request."),
        Field("fingerprint", "As it was read out on the telephone.")
      )
      .answering(AdmittedShown.self),
    .get("/admin/move", .role(.admin), "The form for a participant who belongs to another region.") { visit in
      try MoveForm(visit).page(visit)
    }.answering(MoveForm.self),
    .post("/admin/move", .role(.admin), "A participant belongs to another region from now on.", move)
      .taking(Field.needed("name", "Who, by name."), Field.needed("region", "The region."))
      .answering(Nothing.self),
  ]

  private static func lockOut(_ visit: Visit) throws -> Answer {
    let name = visit.places["machine"] ?? ""
    guard visit.form["sure"] == name else { throw AdminRefusal.notSure(name) }
    let outcome = try visit.order(.lockOut(name: name, reason: (visit.form["reason"] ?? "").trimmed))
    return .done(
      to: "/admin/machines/\(name)", told: outcome,
      note: outcome.lockedOut(visit.language).joined(separator: " "))
  }

  private static func admit(_ visit: Visit) throws -> Answer {
    var form = AdmitForm()
    (form.request, form.fingerprint) = (visit.form["request"] ?? "", visit.form["fingerprint"] ?? "")
    let order = FleetOrder.admit(
      request: form.request, file: visit.say("anmodningen", "the request"), spoken: form.fingerprint)
    do {
      let told = AdmittedShown(try visit.order(order))
      return .page("admitted", title: told.name, told: told)
    } catch let refusal as any Refusal where !visit.isForMachine {
      form.error = refusal.sentence(visit.language).begun
      return form.page(visit, status: .unprocessableContent)
    }
  }

  private static func move(_ visit: Visit) throws -> Answer {
    var form = try MoveForm(visit)
    form.name = (visit.form["name"] ?? "").trimmed
    let region = visit.form["region"] ?? ""
    do {
      _ = try visit.order(.move(participant: form.name, region: region, at: "", when: nil))
    } catch let refusal as any Refusal where !visit.isForMachine {
      form.error = refusal.sentence(visit.language).begun
      return form.page(visit, status: .unprocessableContent)
    }
    return .done(
      to: "/admin/machines", told: Nothing(),
      note: visit.say(
        "Deltageren hører til regionen \(region) fra nu af. Dens maskiner får nøgle og historie ved næste møde.",
        "The participant belongs to the region \(region) from now on. Its machines get key and history when they next meet."
      ))
  }
}

extension Visit {
  fileprivate func order(_ order: FleetOrder) throws -> FleetOutcome {
    try site.machines.carryOut(order, by: by)
  }

  /// - Throws: `WebRefusal.noSuchPage` on a machine that stands alone; so does `fleetReport`.
  func fleet() throws -> Membership {
    guard let membership = try site.machines.membership() else { throw WebRefusal.noSuchPage }
    return membership
  }

  func fleetReport() throws -> FleetReport {
    guard let report = try site.machines.report(at: moment) else { throw WebRefusal.noSuchPage }
    return report
  }
}

/// What stands in the form: where it was refused, why, and what was typed.
struct AdmitForm: Encodable, Sendable {
  var error: String?
  var request = ""
  var fingerprint = ""

  fileprivate func page(_ visit: Visit, status: HTTPResponse.Status = .ok) -> Answer {
    let title = visit.say("En maskine kommer til", "A machine joins")
    return .page("admit", title: title, told: self, status: status)
  }
}

/// The same.
struct MoveForm: Encodable, Sendable {
  var error: String?
  var name = ""
  let regions: [String]

  fileprivate init(_ visit: Visit) throws { regions = try visit.fleet().fleet.regions }

  fileprivate func page(_ visit: Visit, status: HTTPResponse.Status = .ok) -> Answer {
    .page("move", title: visit.say("Flyt en deltager", "Move a participant"), told: self, status: status)
  }
}

/// A machine that was let in, with what is sent back.
struct AdmittedShown: Encodable, Sendable {
  let name: String
  let kind: String
  let file: String
  /// The text of the answer; only the machine that asked can open it.
  let answer: String
  /// Of this hub.
  let fingerprint: String

  init(_ outcome: FleetOutcome) {
    (name, kind, fingerprint) = (outcome.name, outcome.kind, outcome.fingerprint)
    (file, answer) = ("\(outcome.name).answer", outcome.answers[outcome.name] ?? "")
  }
}

extension String {
  /// A sentence of the command line, as it begins on a page.
  fileprivate var begun: String { prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".") }
}
