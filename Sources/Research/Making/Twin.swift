internal import Anonymity
internal import Events
internal import Foundation
internal import Formats
internal import Releases
internal import Scrutiny

extension Maker {
  /// The release made once more with invented participants among the others, under the same key, into a folder of the
  /// data folder that is removed at once. What can be found there of people whose truth is certain can be found of
  /// anybody; and since they were never among those of whom the release itself was made, none of them can be in it.
  func twin(
    _ making: Making, _ people: People, _ kept: Traces, _ secrets: Secrets, _ made: Anonymised,
    _ release: ReleaseFolder
  ) throws -> [Scrutiny.Figure] {
    guard !people.invented.keepers.isEmpty else { return [] }
    progress(
      .attacking(
        danish: "sender opfundne deltagere igennem", english: "sends invented participants through", done: 1))
    let beside = try Beside(ours: "\(shelf.path)/.canaries")
    defer { beside.clear() }
    let (policy, folder) = (people.canaries.placed(in: making.policy), ReleaseFolder(path: beside.path))
    let twin = try Anonymiser(policy: policy, secrets: secrets, threads: making.order.jobs)
      .release(kept + people.invented)
    _ = try write(twin.table, policy, folder)
    try put(TableSchema(twin.table).json, at: folder.schema)
    let pids = Dictionary(uniqueKeysWithValues: zip(twin.origin, twin.table.cases))
    let attack = try CanaryAttack(
      twin: folder, among: told(people, twin.original, from: kept.keepers.count, pids), release: release,
      same: told(people, made.strangers, from: people.others.keepers.count), marks: people.canaries.marks,
      policy: policy)
    return attack.figures
  }

  /// The invented in their order, as a table tells of them from some case on; without a pseudonym who is not in it.
  private func told(
    _ people: People, _ table: EventTable?, from start: Int, _ pids: [Int: String] = [:]
  ) -> [Truth.Person] {
    people.invented.keepers.indices.map { person in
      let first = people.invented.firstDay(of: person) ?? 0
      let events = table?.events(of: start + person, first: first) ?? []
      return Truth.Person(pid: pids[start + person] ?? "", firstDay: first, events: events)
    }
  }
}
