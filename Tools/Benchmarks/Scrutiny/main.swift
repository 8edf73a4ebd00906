internal import Anonymity
internal import Events
internal import Formats
internal import Foundation
internal import Glibc
internal import InventedTraces
internal import Releases
internal import Scrutiny

// Verifies and attacks a release of invented traces, and says how long each took:
// tillid-scrutiny-bench FOLDER PEOPLE [L]. What FOLDER holds already is taken as it is.
let arguments = CommandLine.arguments
guard arguments.count > 2, let people = Int(arguments[2]) else {
  print("usage: tillid-scrutiny-bench FOLDER PEOPLE [L]")
  exit(2)
}
let folder = ReleaseFolder(path: arguments[1])
var policy = InventedTraces.policy(modes: false)
policy.guarantee.length = arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3
policy.guarantee.sensitive = [SensitiveRule("health", ["category-5"], confidence: 0.5)]
var truth: Truth?
if !FileManager.default.fileExists(atPath: folder.events(part: 0)) { truth = try make() }
try measure()

/// What is made in this run is attacked with the truth about it.
@MainActor func make() throws -> Truth {
  var invented = InventedTraces(seed: 1)
  let traces = invented.make(participants: people)
  let anonymiser = Anonymiser(policy: policy, secrets: InventedTraces.secrets(1))
  let made = try anonymiser.release(traces)
  _ = try made.table.write(as: .jsonLines, to: folder, shape: TableShape(policy), parts: 16)
  return told(made, traces)
}

@MainActor func told(_ made: Anonymised, _ traces: Traces) -> Truth {
  let pids = Dictionary(uniqueKeysWithValues: zip(made.origin, made.table.cases))
  var truth = Truth()
  for person in traces.keepers.indices {
    guard let event = traces.events(of: person).first else { continue }
    let first = Int(traces.day[event].number)
    let events = made.original.rows(of: person).map { row in
      let word = { (column: ReleaseColumn) in made.original[column.rawValue].map { $0[row] } ?? "" }
      let day = Truth.day(in: word(.time), first: first)
      return Truth.Event(word(.kind), mode: word(.mode), day: day, place: word(.place))
    }
    let pid = pids[person]
    let bytes = Array("\(traces.keepers[person])".utf8)
    let told = Truth.Person(pid: pid ?? "", handle: bytes, firstDay: first, events: events)
    if pid != nil { truth.released.append(told) } else { truth.leftOut.append(told) }
  }
  truth.enrolled = truth.released.map(\.pid)
  return truth
}

@MainActor func measure() throws {
  let clock = ContinuousClock()
  var (verifier, verdict): (Verifier?, Verdict?)
  let read = try clock.measure { verifier = try Verifier(folder: folder, policy: policy) }
  let checked = try clock.measure { verdict = try verifier?.verdict() }
  var figures: [Scrutiny.Figure] = []
  let attacked = try clock.measure {
    figures = try AttackSuite(folder: folder, policy: policy, truth: truth).figures()
  }
  for figure in (verdict?.figures ?? []) + figures {
    print(figure.holds ? " " : "!", figure.name, figure.value, figure.english)
  }
  print(
    "read \(read), checked \(checked), attacked \(attacked); \(seconds()) s of cores, \(peakMebibytes()) MiB")
}

@MainActor func usage() -> rusage {
  var usage = rusage()
  getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
  return usage
}

@MainActor func seconds() -> Int { usage().ru_utime.tv_sec + usage().ru_stime.tv_sec }

/// Linux tells it in kibibytes.
@MainActor func peakMebibytes() -> Int { usage().ru_maxrss / 1024 }
