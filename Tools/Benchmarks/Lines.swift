import Events
import Foundation
import Reading
import Simulation

/// How many lines a second are read on one core, and for scale how many there are if only their bytes are added
/// up: the labelled lines of Tools/notes and lines of the simulation, each read once before.
extension Benchmarks {
  static func reading(rounds: Int = 5) throws {
    let vocabulary = CompiledVocabulary(try VocabularyFile.standard().vocabulary)
    try read("labelled", try labelled(), times: 100, rounds, vocabulary)
    try read("simulated", simulated(100_000), times: 1, rounds, vocabulary)
  }

  private static func read(
    _ what: String, _ lines: [String], times: Int, _ rounds: Int, _ vocabulary: CompiledVocabulary
  ) throws {
    var reader = LineReader(vocabulary)
    var (told, sum) = (0, 0)
    for line in lines { told += reader.read(line).readings.count }
    let count = Double(lines.count * times)
    var (reads, scans): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      reads.append(
        rate(count) { for _ in 0..<times { for line in lines { told += reader.read(line).readings.count } } })
      scans.append(rate(count) { for _ in 0..<times { for line in lines { sum &+= bytes(of: line) } } })
    }
    precondition(told > 0 && sum > 0)
    let length = lines.reduce(0) { $0 + $1.utf8.count } / lines.count
    print("\(what) lines of \(length) bytes: \(median(reads)) read a second, \(median(scans)) scanned")
  }

  private static func bytes(of line: String) -> Int {
    let bytes = line.utf8.span
    var sum = 0
    for i in bytes.indices { sum &+= Int(bytes[i]) }
    return sum
  }

  private static func rate(_ count: Double, _ work: () -> Void) -> Double {
    let start = ContinuousClock.now
    work()
    return count / ((ContinuousClock.now - start) / .seconds(1))
  }

  private static func median(_ rates: [Double]) -> Int { Int(rates.sorted()[rates.count / 2]) }

  private struct Labelled: Decodable { var text: String }

  private static func labelled() throws -> [String] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: package.appending(path: "notes/dev.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { try JSONDecoder().decode(Labelled.self, from: Data($0.utf8)).text }
  }

  private static func simulated(_ count: Int) -> [String] {
    var simulation = Simulation(seed: 1)
    var lines: [String] = []
    while lines.count < count, let steps = simulation.next() {
      lines += steps.compactMap { $0.event.content.line?.text }
    }
    return lines
  }
}
