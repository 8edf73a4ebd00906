import Formats
import Foundation
import Releases

// Makes releases of invented events, to be tried by check.py and to be measured.
//
//     tillid-formats make FOLDER [PARTICIPANTS] [wild]
//     tillid-formats bench FOLDER [PARTICIPANTS]

func fail(_ text: String, _ status: Int32) -> Never {
  FileHandle.standardError.write(Data("tillid-formats: \(text)\n".utf8))
  exit(status)
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2 else { fail("say make or bench, and a folder", 2) }
let folder = ReleaseFolder(path: arguments[1])
let participants = arguments.dropFirst(2).compactMap { Int($0) }.first ?? 200
do {
  switch arguments[0] {
  case "make":
    let table = InventedEvents(participants: participants, areWild: arguments.contains("wild")).table
    try Manifest(folder: folder, table: table).write()
  case "bench": try Bench(folder: folder, table: InventedEvents(participants: participants).table).run()
  default: fail("say make or bench, not \(arguments[0])", 2)
  }
} catch {
  fail("\(error)", 1)
}
