import Foundation

/// One measurement of ours, in a process of its own: `tillid-bench WHAT --name value …`, answered by one line
/// of JSON. What is measured against what, how often and in which order, is said by `Tools/bench`.
@main
struct Benchmarks {
  static func main() async {
    let asked = Asked(CommandLine.arguments)
    do { try await measure(asked) } catch {
      FileHandle.standardError.write(Data("tillid-bench \(asked.what): \(error)\n".utf8))
      exit(1)
    }
  }

  private static func measure(_ asked: Asked) async throws {
    switch asked.what {
    case "append": try await appending(asked)
    case "batches": try batches(asked)
    case "replay": try replay(asked)
    case "log": try makeLog(asked)
    case "histories": try makeHistories(asked)
    case "scan": try scan(asked)
    case "rebuild": try rebuild(asked)
    case "rehearse": try rehearsing(asked)
    case "history": try history(asked)
    case "line": try line(asked)
    case "handles": try handles(asked)
    case "tree": try TreeBench.run()
    case "lines": try lines(asked)
    case "folds": try folds(asked)
    case "compare": try comparing(asked)
    case "spoken": try makeSpoken(asked)
    case "search": try search(asked)
    case "ledger": try ledger(asked)
    case "meeting": try await meeting(asked)
    default:
      FileHandle.standardError.write(Data("tillid-bench: there is no measurement ‘\(asked.what)’\n".utf8))
      exit(2)
    }
  }
}

/// What the command line asks for.
struct Asked {
  let what: String
  private var values: [String: String] = [:]

  init(_ words: [String]) {
    what = words.count > 1 ? words[1] : ""
    for (name, value) in zip(words.dropFirst(2), words.dropFirst(3)) where name.hasPrefix("--") {
      values[String(name.dropFirst(2))] = value
    }
  }

  func text(_ name: String, _ fallback: String = "") -> String { values[name] ?? fallback }
  func count(_ name: String, _ fallback: Int = 0) -> Int { values[name].flatMap(Int.init) ?? fallback }
  func seconds(_ name: String, _ fallback: Double) -> Double { values[name].flatMap(Double.init) ?? fallback }
}

/// Prints the one line.
func answer(_ figures: [String: Any]) throws {
  let line = try JSONSerialization.data(withJSONObject: figures, options: [.sortedKeys])
  FileHandle.standardOutput.write(line + Data("\n".utf8))
}

func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try work()
  return (ContinuousClock.now - start).inSeconds
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension [Double] {
  /// Half of all took at most this long, 99 of 100, and so on.
  var quantiles: [String: Double] {
    let sorted = sorted()
    func at(_ share: Double) -> Double {
      sorted.isEmpty ? 0 : sorted[Swift.min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
    return ["p50": at(0.5), "p99": at(0.99), "most": at(1)]
  }
}
