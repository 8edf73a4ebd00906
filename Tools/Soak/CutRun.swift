import Foundation

/// One folder whose writer's every request to the disk is written down.
final class CutRun {
  let folder: String
  let bench: Bench
  let name: String
  private var dice: Dice
  private var deaf: String?
  private var disk: Disk?

  init(folder: String, bench: Bench, name: String, _ dice: Dice) {
    (self.folder, self.bench, self.name, self.dice) = (folder, bench, name, dice)
  }

  private var live: String { folder + "/live" }
  private var log: String { folder + "/requests" }
  private var answers: URL { URL(filePath: folder + "/answers") }
  private var earlier: URL { URL(filePath: folder + "/earlier") }

  /// A new folder, on a disk that passes over syncs of paths which hold `deaf`.
  func begin(deafTo deaf: String? = nil) throws {
    self.deaf = deaf
    try clear(folder)
    try FileManager.default.createDirectory(atPath: live, withIntermediateDirectories: true)
    try Place(path: live + "/data").begin()
    try Data().write(to: earlier)
  }

  /// Lets a writer work for a moment. Now and then to its own end, to see that nothing went past the layer.
  /// - Returns: the faults of some states after a cut at a random request. The last of them is gone on with.
  func run(images: Int) throws -> [String] {
    for path in [log, answers.path] { try clear(path) }
    let disk = try Disk(folder: live, deafTo: deaf)
    let isWhole = deaf == nil && dice.below(10) == 0
    let writer = try Child(
      ["work", live + "/data", "\(dice.next())", isWhole ? "0.2" : "60"], output: answers,
      with: Child.recorder(live, log: log))
    if !isWhole { try writer.wait(&dice) }
    guard isWhole ? writer.end() == 0 : writer.kill() else {
      return ["\(name): the writer had ended: \(try writer.said.suffix(500))"]
    }
    let recording = try Recording(file: log)
    for escape in Set(recording.escapes) { bench.fault("\(name): past the layer: \(escape)") }
    let end = isWhole ? recording.steps.count : moment(in: recording.steps)
    for (number, step) in recording.steps[..<end].enumerated() { disk.apply(step, number: number) }
    if isWhole { try compare(disk) }
    bench.count("requests to the disk before the cuts", end)
    return try look(at: disk, answers: recording.said(before: end), images)
  }

  /// Half of the cuts fall just after a change of names or a sync, where little else would bring them.
  private func moment(in steps: [Recording.Step]) -> Int {
    let wanted: Recording.Step.Kind? = [nil, nil, .rename, .sync, .mkdir, .unlink][dice.below(6)]
    let places = steps.indices.filter { steps[$0].kind == wanted }
    guard let place = places.randomElement(using: &dice) else { return dice.below(steps.count + 1) }
    return min(steps.count, place + 1 + dice.below(3))
  }

  private func compare(_ disk: Disk) throws {
    for difference in try disk.differences(from: live) {
      bench.fault("\(name): past the layer: \(difference)")
    }
    bench.count("runs whose every byte had come through the layer")
  }

  private func look(at disk: Disk, answers: String, _ images: Int) throws -> [String] {
    let all = try String(decoding: Data(contentsOf: earlier), as: UTF8.self) + answers
    var faults: [String] = []
    for _ in 0..<images where faults.isEmpty {
      try clear(live)
      try disk.writeImage(to: live, &dice)
      faults = try bench.check(live + "/data", answers: all, beside: folder + "/image").map {
        "\(name): \($0)"
      }
      bench.count("states of the disk looked at")
    }
    try Data(all.utf8).write(to: earlier)
    if !faults.isEmpty, deaf == nil {
      try clear(folder + "/image")
      try disk.writeImage(to: folder + "/another-state", &dice)
    }
    return faults
  }

  private func clear(_ path: String) throws {
    if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
  }
}
