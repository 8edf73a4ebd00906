import Foundation
import Synchronization

/// Takes the power away at random moments, and looks at the states in which the disk could then be.
struct Cuts {
  let bench: Bench
  /// Cuts on one folder before it is begun anew.
  private static let onOne = 8
  /// States of the disk that are looked at for each cut.
  private static let images = 2

  func run(_ cuts: Int) {
    let turns = Mutex<[Int: Int]>([:])
    bench.share("power cuts", cuts) { number, lane in
      let turn = turns.withLock { turns in
        turns[lane, default: -1] += 1
        return turns[lane] ?? 0
      }
      let run = CutRun(
        folder: "\(bench.path)/cut-\(lane)", bench: bench, name: "power cut \(number)",
        Dice(bench.seed &+ UInt64(number) << 24 &+ 7))
      if turn % Self.onOne == 0 { try run.begin() }
      for fault in try run.run(images: Self.images) { bench.fault(fault) }
      bench.count("power cuts")
    }
  }

  /// That the soak can fail: the same runs on a disk that does not keep what it says it has synced.
  func prove(deafTo: [(text: String, name: String)]) throws {
    for (text, name) in deafTo {
      var found: [String] = []
      for number in 0..<40 where found.isEmpty {
        let run = CutRun(
          folder: "\(bench.path)/proof", bench: bench, name: name,
          Dice(bench.seed &+ UInt64(number) << 28 &+ 9))
        try run.begin(deafTo: text)
        found = try run.run(images: 4)
      }
      if found.isEmpty {
        bench.fault("nothing was found on a disk that passes over \(name): the soak does not see")
      } else {
        bench.count("found at once when the disk passes over \(name)", 1)
        FileHandle.standardError.write(Data("without \(name): \(found[0].prefix(160))\n".utf8))
      }
    }
  }
}
