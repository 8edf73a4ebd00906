import ArgumentParser
import Foundation

/// Runs what a machine can run out of, and what may lie on a disk that takes nothing.
struct Hard {
  let bench: Bench

  func run() throws {
    for hardship in Hardship.allCases {
      let folder = "\(bench.path)/\(hardship.rawValue)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      guard hardship != .fullDisk || geteuid() == 0 else {
        print("full disk: passed over, since only root can mount a small disk")
        continue
      }
      let mount = hardship == .fullDisk ? "mount -t tmpfs -o size=32m,mode=700 none \"$2\" && " : ""
      try hold(
        folder, "\(hardship.rawValue)", mount + "exec \"$0\" hard \"$1\" \"$2\"", [hardship.rawValue, folder])
      bench.count("went on after: \(hardship.rawValue)")
    }
    guard geteuid() == 0 else { return print("read-only disk: passed over, since only root can mount one") }
    try readOnly()
  }

  /// Runs a line of the shell under mounts of its own, and takes its faults.
  private func hold(_ folder: String, _ name: String, _ line: String, _ arguments: [String]) throws {
    let output = URL(filePath: folder + ".said")
    let shell = ["sh", "-c", line, Child.this.path] + arguments
    let isRoot = geteuid() == 0
    let child = try Child(
      isRoot ? ["-m"] + shell : Array(shell.dropFirst()),
      program: URL(filePath: isRoot ? "/usr/bin/unshare" : "/bin/sh"),
      output: output)
    let status = child.end()
    let said = try child.said
    for line in said.split(separator: "\n") {
      if line.hasPrefix("fault ") { bench.fault("\(name): \(line.dropFirst(6))") }
      if line.hasPrefix("sentence ") { print("\(name): “\(line.dropFirst(9))”") }
    }
    if status != 0 || !said.contains("figures ") {
      bench.fault("\(name) ended with \(status): \(said.suffix(800))")
    }
  }

  /// Commands that read work on a disk that takes nothing, or say why not; those that write say so.
  private func readOnly() throws {
    let folder = "\(bench.path)/read-only"
    let line = """
      set -e
      mkdir -p "$1"; command=$(dirname "$0")/tillid
      "$command" init --data "$1/data" --lang en >/dev/null
      "$command" consent Kaj --give care --data "$1/data" >/dev/null
      mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"
      set +e
      "$command" tail --data "$1/data" >/dev/null || echo "fault tail does not read from a disk that takes nothing"
      for words in "note regn" "brief Kaj" "verify" "status" "rebuild"; do
        said=$("$command" $words --data "$1/data" --lang en 2>&1); status=$?
        case $status:$said in
          1:tillid:*read*only*|1:tillid:*Read-only*) echo "sentence $words: $said" ;;
          *) echo "fault ‘$words’ ended with $status: $said" ;;
        esac
      done
      echo "figures 0 0 0"
      """
    try hold(folder, "read-only disk", line, [folder])
    bench.count("went on after: a disk that takes nothing")
  }
}

struct HardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hard", abstract: "Runs out of something.", shouldDisplay: false)

  @Argument var name: String
  @Argument var folder: String

  func run() throws {
    do { try Hardship(rawValue: name)?.run(in: folder) } catch { fault(error) }
  }
}
