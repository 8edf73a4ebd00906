import Events
import Foundation
import Journal
import Reach
import Rebuild

/// All views, or `--only` one, built from nothing beside the log, and gone afterwards.
func rebuild(_ asked: Asked) throws {
  let only = asked.text("only")
  let views = asked.text("views")
  defer { try? FileManager.default.removeItem(atPath: views) }
  let bench = try Workbench(asked.text("folder"), only: only, views: views)
  let events = Int(try bench.engine.journal.end)
  let before = Memory.now
  let watch = MemoryWatch()
  let taken = try seconds {
    try bench.engine.rebuild(jobs: asked.count("jobs", 1), progress: Progress(total: events))
  }
  let anonymous = watch.finish()
  var figures: [String: Any] = [
    "events": events, "seconds": taken, "peak": Memory.now.peak, "anonymousPeak": anonymous,
    "anonymousBefore": before.anonymous,
  ]
  let status = try bench.engine.status()
  figures["views"] = status.count
  figures["viewBytes"] = status.reduce(0) { $0 + $1.bytes }
  figures["behind"] = status.map(\.behind).max() ?? 0
  figures["asides"] = status.reduce(0) { $0 + $1.asides.count }
  figures["entries"] = status.reduce(0) { $0 + $1.count }
  if asked.text("check") == "contents" {
    figures["contents"] = try bench.engine.contentHashes().sorted { $0.key < $1.key }.map(\.value).joined()
  }
  try answer(figures)
}
