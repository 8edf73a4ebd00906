import Formats
import Foundation
import Releases

/// All formats in one folder, with the least of a manifest that `frictionless` takes.
struct Manifest {
  let folder: ReleaseFolder
  let table: EventTable

  func write() throws {
    var shape = TableShape()
    shape.title = "Invented events"
    shape.source = "urn:tillid:release:invented"
    var files: [WrittenFile] = []
    for format in EventFormat.allCases {
      files += try table.write(as: format, to: folder, shape: shape, parts: 3)
    }
    let resources = files.enumerated().map { place, file in
      [
        "name": "file-\(place)", "path": file.path, "bytes": file.bytes, "hash": "sha256:\(file.sha256)",
        "type": "file", "format": file.format.rawValue, "events": file.rows,
      ] as [String: Any]
    }
    let manifest: [String: Any] = [
      "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "invented-events",
      "resources": resources,
    ]
    let bytes = try JSONSerialization.data(withJSONObject: manifest, options: [.prettyPrinted, .sortedKeys])
    try bytes.write(to: URL(fileURLWithPath: folder.manifest))
  }
}
