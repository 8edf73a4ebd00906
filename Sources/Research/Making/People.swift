internal import Anonymity
internal import Events
internal import Journal
internal import Keyring
internal import Reading
internal import Rebuild
internal import Synchronization

/// Everybody whom a release is made of, or attacked with. Stops and helpers are numbered alike in all three.
struct People {
  /// Who had said yes to research: the only ones of whom anything can leave.
  var consenting: Traces
  /// Who agrees to care and not to research: read in memory, so that an attack can ask whether they are told apart
  /// from those who are in it, and dropped with it.
  var others: Traces
  /// Nobody: see `Canaries`.
  var invented: Traces
  var canaries: Canaries

  /// For the attacks, told at the levels of the release and no part of it.
  var strangers: Traces { others + invented }

  init(_ engine: Engine, at position: Position, jobs: Int, progress: Progress, _ namer: Namer) throws {
    let adopted = Mutex<CompiledVocabulary?>(nil)
    let parts = try engine.survey(personsUpTo: position, jobs: jobs, progress: progress) { words in
      adopted.withLock { $0 = words }
      return StreamTeller(words, andOthers: true)
    }
    let (yes, no) = (parts.map(\.consenting), parts.map(\.others))
    let invented = try Canaries(like: yes.merged(), namer)
    canaries = invented
    let told = adopted.withLock { $0 }.map { invented.told(to: StreamTeller($0)) } ?? []
    let stops = Set((yes + no + told).flatMap(\.stops.texts)).sorted()
    let helpers = Set((yes + no + told).flatMap(\.helpers.texts)).sorted()
    let known = try engine.roles(upTo: position).merging(invented.roles) { role, _ in role }
    let roles = helpers.map { known[$0] ?? "" }
    consenting = yes.merged(stops, helpers, roles)
    others = no.merged(stops, helpers, roles)
    self.invented = told.merged(stops, helpers, roles)
  }
}

extension [ToldStreams] {
  fileprivate func merged(_ stops: [String], _ helpers: [String], _ roles: [String]) -> Traces {
    var traces = merged(stops: stops, helpers: helpers)
    traces.roles = roles
    return traces
  }
}

extension Traces {
  /// One after the other, both with the same kinds, stops and helpers.
  static func + (first: Traces, second: Traces) -> Traces {
    var all = first
    if all.kinds.isEmpty { all.kinds = second.kinds }
    all.keepers += second.keepers
    all.starts += second.starts.dropFirst().map { $0 + first.events }
    all.kind += second.kind
    all.mode += second.mode
    all.day += second.day
    all.stop += second.stop
    all.helper += second.helper
    return all
  }

  /// The same without some of the persons.
  func without(_ gone: Set<Handle>) -> Traces {
    var left = self
    (left.keepers, left.starts) = ([], [0])
    (left.kind, left.mode, left.day, left.stop, left.helper) = ([], [], [], [], [])
    for person in keepers.indices where !gone.contains(keepers[person]) {
      let rows = events(of: person)
      left.keepers.append(keepers[person])
      left.kind += kind[rows]
      left.mode += mode[rows]
      left.day += day[rows]
      left.stop += stop[rows]
      left.helper += helper[rows]
      left.starts.append(left.kind.count)
    }
    return left
  }
}
