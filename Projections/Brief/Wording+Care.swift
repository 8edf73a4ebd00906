import Events
import Markup

/// What to take care of: what not to ask about, said once, and warnings.
extension Wording {
  func care(_ quote: Int) -> [BriefRow] { unasked(quote) + warnings(quote) }

  /// What the person does not want to be asked about, in the words of the line, and what was declined. A line
  /// that tells both is quoted.
  private func unasked(_ quote: Int) -> [BriefRow] {
    let quoted = brief.unasked.suffix(4).reversed().map {
      (text: "“\($0.line.text.words(quote))” (\(date($0.when)))", event: $0.event)
    }
    let told = Set(brief.unasked.map(\.event))
    let declined = brief.limits.filter { !warns($0) && !told.contains($0.told.event) }.suffix(4).reversed()
      .map { (text: "\(kinds($0.kind)) (\(date($0.told.when)))", event: $0.told.event) }
    let all = quoted + declined
    guard !all.isEmpty else { return [] }
    return [
      row(
        .care, say("Spørg ikke om", "Do not ask about"), all.map(\.text).joined(separator: ", "),
        all.map(\.event))
    ]
  }

  private func warnings(_ quote: Int) -> [BriefRow] {
    brief.limits.filter(warns).suffix(4).reversed().compactMap { noted in
      guard Sorts.danger.contains(noted.kind) else {
        let text = "\(kinds(noted.kind)) (\(date(noted.told.when)))"
        return row(.care, say("Pas på", "Take care"), text, [noted.told.event])
      }
      guard (today - noted.told.day).count <= Sorts.dangerLasts else { return nil }
      return row(.care, say("Pas på", "Take care"), text(noted, quote), [noted.told.event])
    }
  }

  private func warns(_ noted: Noted) -> Bool {
    Sorts.danger.contains(noted.kind) || Sorts.silence.contains(noted.kind)
  }
}
