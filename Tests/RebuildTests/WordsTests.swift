import Events
import Foundation
import Reading
import Rebuild
import Testing

@Suite struct `The words that are kept beside the views` {
  private func told(_ machine: Machine) throws -> LineReading {
    machine.close()
    var reader = LineReader(try machine.engine.words())
    return reader.read("tandlægetid, fik mad ved stoppet")
  }

  @Test
  func
    `read as those of the log, and as well when they are damaged, cut or gone, and are their owner's alone`()
    throws
  {
    let machine = try Machine()
    let path = machine.path + "/views/words"
    let first = try told(machine)
    #expect(!first.readings.isEmpty)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try told(machine) == first)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    var damaged = whole
    damaged[damaged.count / 2] ^= 1
    for bytes in [damaged, whole.prefix(whole.count / 3), Data()] {
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(try told(machine) == first)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == whole.count)
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(try told(machine) == first)
  }
}
