import Foundation

/// The first commands on a machine, with the power going at any moment of them: what was not yet a data folder
/// can be made with `init`, and what was one goes on.
struct FirstSteps {
  let bench: Bench
  private static let steps = [
    ["init"], ["consent", "Kaj", "--give", "care"], ["note", "Kaj lukkede op, ordet qaaa"],
    ["note", "regn og mad, ordet qbbb"],
  ]
  private static let cutsOfOne = 25

  /// - Parameter count: cuts; each on a state of the disk of its own.
  func run(_ count: Int) {
    bench.share("cuts of the first commands", (count + Self.cutsOfOne - 1) / Self.cutsOfOne) { number, lane in
      var dice = Dice(bench.seed &+ UInt64(number) << 32 &+ 3)
      let folder = "\(bench.path)/first-\(number)"
      let recording = try record(in: folder + "/live")
      for _ in 0..<min(Self.cutsOfOne, count - number * Self.cutsOfOne) {
        try cut(recording, folder, &dice)
        guard !bench.isFaulty else { return }
      }
      try FileManager.default.removeItem(atPath: folder)
    }
  }

  private func record(in live: String) throws -> Recording {
    try FileManager.default.createDirectory(atPath: live, withIntermediateDirectories: true)
    var recording = Recording()
    for (index, step) in Self.steps.enumerated() {
      let log = "\(live)/../requests-\(index)"
      let (status, said) = try tillid(step, live, with: Child.recorder(live, log: log))
      guard status == 0 else {
        bench.fault("‘tillid \(step.joined(separator: " "))’ ended with \(status): \(said)")
        continue
      }
      recording.add(try Recording(file: log))
      recording.add(answer: "done \(index)\n")
    }
    return recording
  }

  private func tillid(
    _ arguments: [String], _ folder: String, with extra: [String: String] = [:]
  ) throws -> (Int32, String) {
    let output = URL(filePath: folder + ".said")
    try Data().write(to: output)
    let child = try Child(
      arguments + ["--data", folder + "/data", "--lang", "en"], program: Child.command, output: output,
      with: extra)
    let status = child.end()
    return (status, try child.said)
  }

  private func cut(_ recording: Recording, _ folder: String, _ dice: inout Dice) throws {
    try FileManager.default.createDirectory(atPath: folder + "/none", withIntermediateDirectories: true)
    let disk = try Disk(folder: folder + "/none")
    let end = dice.below(recording.steps.count + 1)
    for (number, step) in recording.steps[..<end].enumerated() { disk.apply(step, number: number) }
    let done = recording.said(before: end).split(separator: "\n").count
    let image = folder + "/image"
    try disk.writeImage(to: image, &dice)
    for fault in try look(at: image, done) {
      bench.fault("first commands, cut at \(end) of \(recording.steps.count): \(fault)")
    }
    if !bench.isFaulty { try FileManager.default.removeItem(atPath: image) }
    bench.count("power cuts during the first commands")
  }

  private func look(at image: String, _ done: Int) throws -> [String] {
    var faults: [String] = []
    func must(_ arguments: String...) throws -> String {
      let (status, said) = try tillid(arguments, image)
      if status != 0 { faults.append("‘tillid \(arguments[0])’ ended with \(status): \(said)") }
      return said
    }
    let (status, said) = try tillid(["verify"], image)
    if status != 0 {
      guard done == 0, said.contains("tillid init") else {
        return ["after \(done) steps verify says \(said)"]
      }
      bench.count("folders that were not yet made, and say so")
      _ = try must("init")
    }
    _ = try must("note", "sol og mad")
    _ = try must("verify")
    let log = try must("tail")
    for (step, word) in [(2, "qaaa"), (3, "qbbb")] where done > step && !log.contains(word) {
      faults.append("lost: \(word)")
    }
    return faults
  }
}
