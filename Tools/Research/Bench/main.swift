// How fast a release is read, replayed and told in figures.
//
// usage: tillid-replay-bench RELEASE

import Formats
import Foundation
import Releases
import Replay

func measured<Value>(_ name: String, _ events: Int, _ work: () throws -> Value) rethrows -> Value {
  let began = ContinuousClock.now
  let value = try work()
  let seconds = (ContinuousClock.now - began) / .seconds(1)
  print(
    name.padding(toLength: 14, withPad: " ", startingAt: 0)
      + String(format: "%9.3f s %12.0f events/s", seconds, Double(events) / seconds))
  return value
}

guard CommandLine.arguments.count == 2 else {
  FileHandle.standardError.write(Data("usage: tillid-replay-bench RELEASE\n".utf8))
  exit(2)
}
let folder = ReleaseFolder(path: CommandLine.arguments[1])
let began = ContinuousClock.now
let table = try EventTable(reading: folder)
let seconds = (ContinuousClock.now - began) / .seconds(1)
print(
  "\(table.rows) events of \(table.cases.count) participants, read in \(String(format: "%.3f", seconds)) s")
let stream = try measured("order", table.rows) { try EventStream(table) }
for (name, shape) in [("rows", StreamLines.Shape.rows), ("cloudevents", .cloudEvents)] {
  let lines = StreamLines(stream, shape)
  let clock = ContinuousClock.now
  var (bytes, count): ([UInt8], Int) = ([], 0)
  try await Playback(stream).run { places in
    bytes.removeAll(keepingCapacity: true)
    for place in places { lines.write(stream.rows[place], to: &bytes) }
    count += bytes.count
  }
  let seconds = (ContinuousClock.now - clock) / .seconds(1)
  print(
    name.padding(toLength: 14, withPad: " ", startingAt: 0)
      + String(
        format: "%9.3f s %12.0f events/s %8.1f MB", seconds, Double(table.rows) / seconds, Double(count) / 1e6
      ))
}
let retelling = try Retelling(table)
let entries = measured("stories", table.rows) {
  table.cases.indices.reduce(0) { $0 + retelling.story(of: $1).count }
}
for name in FigureName.allCases {
  _ = try measured(name.rawValue, table.rows) { try name.figure(of: table, FigureTerms()).sheet.json.count }
}
