import Events
import Releases

/// Numbers for the values of each column at some levels, for each kind, stop and helper of the traces.
struct Coding {
  let levels: Levels
  let scale: TimeScale
  let kindNames: [String]
  /// For each kind its place in `kindNames`.
  let kind: [Int]
  let placeNames: [String]
  /// For each stop, from 1; 0 is nowhere. Place 0 of the names is the empty one.
  let place: [Int]
  let workerNames: [String]
  /// For each helper, from 1.
  let worker: [Int]
  /// Roles that too few hold at a place: `worker × places`.
  let isRareRole: [Bool]

  init(_ levels: Levels, _ scale: TimeScale, _ tree: KindTree, places: Places, workers: Workers) {
    (self.levels, self.scale) = (levels, scale)
    (kindNames, kind) = numbered(levels.kinds.enumerated().map { tree.name($0, $1) })
    let places = places.at(levels.place)
    (placeNames, place) = numbered([""] + places)
    (workerNames, worker) = numbered([""] + workers.at(levels.worker))
    isRareRole =
      levels.worker == .role
      ? workers.rare(worker, of: workerNames.count, place, of: placeNames.count)
      : Array(repeating: false, count: workerNames.count * placeNames.count)
  }

  private var modes: Int { levels.modes ? 4 : 1 }

  /// All that is told of an event, in one number.
  func packed(_ traces: Traces, _ event: Int, day: Int32, since start: Int32) -> UInt64 {
    let place = place[Int(traces.stop[event] + 1)]
    var worker = worker[Int(traces.helper[event] + 1)]
    if isRareRole[worker * placeNames.count + place] { worker = 0 }
    var code = scale.code(day, since: start, width: levels.time)
    code = code * kindNames.count + kind[Int(traces.kind[event])]
    code = code * modes + (levels.modes ? Int(traces.mode[event].rawValue) : 0)
    code = code * placeNames.count + place
    return UInt64(code * workerNames.count + worker)
  }

  /// How many numbers there are below which no time is told: an item without its time is its number modulo this.
  var untimed: UInt64 { UInt64(kindNames.count * modes * placeNames.count * workerNames.count) }

  struct Parts {
    var time, kind, mode, place, worker: Int
  }

  func parts(_ packed: UInt64) -> Parts {
    var rest = Int(packed)
    func next(_ count: Int) -> Int {
      defer { rest /= count }
      return rest % count
    }
    let (worker, place, mode) = (next(workerNames.count), next(placeNames.count), next(modes))
    let kind = next(kindNames.count)
    return Parts(time: rest, kind: kind, mode: mode, place: place, worker: worker)
  }
}

/// The different names in the order of the alphabet, and for each name its place among them. An empty name is first.
func numbered(_ names: [String]) -> ([String], [Int]) {
  let different = Set(names).sorted()
  let numbers = Dictionary(uniqueKeysWithValues: different.enumerated().map { ($1, $0) })
  return (different, names.map { numbers[$0] ?? 0 })
}
