internal import Access
internal import Faces
internal import Notebook
internal import Rebuild

/// That somebody came, and that they left, stands in the log: once, however often they come to another device.
extension Visit {
  func tellArrival(of account: Account, invitedBy: String) throws {
    guard try !isHere(account.name) else { return }
    var telling = Telling("")
    telling.by = invitedBy
    let roles = Role.allCases.filter(account.roles.contains).map(\.name)
    try notebook.invite(helper: account.name, role: roles.joined(separator: ","), telling)
  }

  func tellLeaving(of account: Account) throws {
    guard try isHere(account.name) else { return }
    try notebook.leave(helper: account.name, telling())
  }

  private func isHere(_ name: String) throws -> Bool {
    Helpers.all(try notebook.engine.tally(Helpers.self)).contains { $0.name == name && $0.isHere }
  }
}
