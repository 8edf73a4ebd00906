import Events
import Notebook
import Rebuild
import Research

extension Common {
  /// In which releases a participant's events went: a sentence each, for the one it is about.
  func receipts(of handle: Handle, _ notebook: Notebook) throws -> [String] {
    let receipts = try folder.shelf(notebook.engine).receipts(of: handle)
    guard !receipts.isEmpty else { return [] }
    return ["", say("Forskning", "Research")] + receipts.map { "  " + sentence($0) }
  }

  private func sentence(_ receipt: Receipt) -> String {
    let (release, released) = (receipt.release, receipt.release.released)
    let date = lang.date(release.when)
    let about = released.question.isEmpty ? released.study : released.question
    guard let events = receipt.events else {
      return say(
        "\(date): udtræk \(release.id) (“\(about)”). Om dine hændelser er med, kan ikke siges herfra.",
        "\(date): release \(release.id) (“\(about)”). Whether your events are in it cannot be told from here."
      )
    }
    if released.tier == "C" {
      return say(
        "\(date): talt med i åbne tal med støj, niveau C (“\(about)”). Ingen kan se, om du er med, og tallene kan ikke trækkes tilbage.",
        "\(date): counted in open counts with noise, tier C (“\(about)”). Nobody can see whether you are in them, and the counts cannot be taken back."
      )
    }
    let to = [released.recipient, released.institution].filter { !$0.isEmpty }.joined(separator: ", ")
    let whom = to.isEmpty ? "" : say(" til \(to)", " to \(to)")
    return say(
      "\(date): \(lang.events(events)) uden navn og ord\(whom), niveau \(released.tier) (“\(about)”). \(state(release)) Siger du nej nu, er du ude af det næste; hvad der er regnet ud af dette, kan ikke gøres om.",
      "\(date): \(lang.events(events)) without name and words\(whom), tier \(released.tier) (“\(about)”). \(state(release)) If you say no now, you are out of the next; what was worked out from this one cannot be undone."
    )
  }

  private func state(_ release: LoggedRelease) -> String {
    if release.recalled != nil { return say("Det er kaldt tilbage.", "It was recalled.") }
    if release.isEnded {
      return say("Nøglen er væk: ingen kan finde dig i det.", "Its key is gone: nobody can find you in it.")
    }
    return say("Det kan kaldes tilbage.", "It can be recalled.")
  }

  /// What lies with others of somebody who is about to be erased: for who must ask them to delete it, since nobody
  /// can say afterwards which rows those were.
  func leftWith(_ handle: Handle, _ notebook: Notebook) throws -> [String] {
    try folder.shelf(notebook.engine).receipts(of: handle).compactMap { receipt in
      guard let pid = receipt.pid, receipt.release.recalled == nil else { return nil }
      return say(
        "Udtræk \(receipt.release.id) har deres hændelser som \(pid): bed modtageren slette dem. Herfra kan det ikke mere ses.",
        "Release \(receipt.release.id) has their events as \(pid): ask the recipient to delete them. From here this can no longer be seen."
      )
    }
  }
}
