import Releases

/// What each helper is called at each level. Helpers are described by the events as well: a role is told only where
/// three of them hold it.
struct Workers {
  private let names: [[String]]
  /// Pairs of helper and stop that occur, as they are numbered in `Coding`: from 1.
  private let pairs: Set<Pair>

  private struct Pair: Hashable {
    let helper, stop: Int32
  }

  static let least = 3

  init(_ traces: Traces, _ stream: Stream, _ policy: Policy, _ secrets: Secrets) throws {
    let roles = traces.roles.isEmpty ? traces.helpers.map { _ in "" } : traces.roles
    names = [
      policy.workers == .pseudonym ? try traces.helpers.map { try secrets.pseudonym(.worker, $0) } : roles,
      roles, traces.helpers.map { _ in "" },
    ]
    var pairs: Set<Pair> = []
    for index in stream.event.indices where stream.gone[index] == 0 {
      let event = stream.event[index]
      pairs.insert(Pair(helper: traces.helper[event] + 1, stop: traces.stop[event] + 1))
    }
    self.pairs = pairs
  }

  func at(_ level: WorkerLevel) -> [String] { names[level.rawValue] }

  /// For each role and place whether fewer than three helpers hold it there.
  func rare(_ role: [Int], of roles: Int, _ place: [Int], of places: Int) -> [Bool] {
    var helpers: [Set<Int32>] = Array(repeating: [], count: roles * places)
    for pair in pairs {
      helpers[role[Int(pair.helper)] * places + place[Int(pair.stop)]].insert(pair.helper)
    }
    return helpers.map { $0.count < Self.least }
  }
}

extension WorkerLevel {
  init(_ rule: WorkerRule) {
    self = [.none: WorkerLevel.none, .role: .role, .pseudonym: .pseudonym][rule] ?? .none
  }
}
