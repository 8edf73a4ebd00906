import Events
import Foundation
import Reading
import Simulation

/// How fast lines are read on one core, in its own time, and for scale how fast their bytes are added up and copied in the same
/// process: the labelled lines of Tools/notes or invented ones, each read once before.
func lines(_ asked: Asked) throws {
  let path = asked.text("vocabulary")
  let file =
    path.isEmpty
    ? try VocabularyFile.standard()
    : try VocabularyFile(checked: String(contentsOfFile: path, encoding: .utf8))
  var vocabulary = CompiledVocabulary(file.vocabulary)
  let compiling = seconds { vocabulary = CompiledVocabulary(file.vocabulary) }
  let kept = vocabulary.stored(of: "bench")
  let taking = seconds {
    guard let again = CompiledVocabulary(stored: kept, of: "bench") else { fatalError("not the same words") }
    vocabulary = again
  }
  let lines = asked.text("lines") == "simulated" ? simulated(asked.count("count", 100_000)) : try labelled()
  let times = asked.count("times", 20)
  var reader = LineReader(vocabulary)
  var told = 0
  for line in lines { told += reader.read(line).readings.count }
  let reading = processorSeconds {
    for _ in 0..<times { for line in lines { told &+= reader.read(line).readings.count } }
  }
  var (sum, copies) = (0, [UInt8](repeating: 0, count: 1 << 16))
  let adding = processorSeconds { for _ in 0..<times { for line in lines { sum &+= added(line) } } }
  let copying = processorSeconds { for _ in 0..<times { for line in lines { copy(line, to: &copies) } } }
  precondition(told > 0 && sum > 0)
  try answer([
    "lines": lines.count * times, "bytes": lines.reduce(0) { $0 + $1.utf8.count } * times,
    "phrases": file.vocabulary.kinds.reduce(0) { $0 + $1.phrases.count }, "compiling": compiling,
    "taking": taking,
    "reading": reading, "adding": adding, "copying": copying,
  ])
}

/// Of this thread, so that what else the machine does is not counted.
func processorSeconds(_ work: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  work()
  return now() - start
}

private func added(_ line: String) -> Int {
  let bytes = line.utf8.span
  var sum = 0
  for i in bytes.indices { sum &+= Int(bytes[i]) }
  return sum
}

private func copy(_ line: String, to copies: inout [UInt8]) {
  let bytes = line.utf8.span
  for i in 0..<min(bytes.count, copies.count) { copies[i] = bytes[i] }
}

private struct Labelled: Decodable { var text: String }

private func labelled() throws -> [String] {
  let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  return try String(contentsOf: package.appending(path: "notes/dev.jsonl"), encoding: .utf8)
    .split(separator: "\n").map { try JSONDecoder().decode(Labelled.self, from: Data($0.utf8)).text }
}

private func simulated(_ count: Int) -> [String] {
  var simulation = Simulation(seed: 1)
  var lines: [String] = []
  while lines.count < count, let steps = simulation.next() {
    lines += steps.compactMap { $0.event.content.line?.text }
  }
  return lines
}
