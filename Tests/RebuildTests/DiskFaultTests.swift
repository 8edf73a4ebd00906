import Events
import Foundation
import Keyring
import Notebook
import Rebuild
import Synchronization
import Testing

/// The file of epochs goes bad under a running program: nothing opens any more, and no record is to blame.
@Suite struct `A fault of the keys' own files` {
  let machine: Machine

  init() throws {
    machine = try Machine()
    let notebook = try machine.notebook
    for name in ["Kaj", "Rosa"] {
      _ = try notebook.giveConsent(name, Agreement([.care]))
      var telling = NoteTelling("fik mad ved stoppet")
      telling.about = [name]
      _ = try notebook.note(telling)
    }
  }

  private var asides: [String] { get throws { try machine.engine.status().flatMap(\.asides) } }

  @Test func `stops whoever reads, and no event is called unreadable`() throws {
    var reader = try EventReader(machine.engine.journal, machine.engine.keyring)
    let epochs = try Epochs(machine.path)
    try epochs.spoil()
    var caught: (any Error)?
    do { _ = try reader.events(after: 0, atMost: 100) } catch { caught = error }
    #expect(caught is KeyringError && "\(caught, default: "")".contains("epoch"))
    #expect(reader.takeUnreadable().isEmpty)
    try epochs.mend()
    #expect(try reader.events(after: 0, atMost: 100).events.count > 4)
  }

  @Test(arguments: [1, 2])
  func `stops a rebuild in the middle, which sets nobody aside and is done when it is mended`(jobs: Int)
    throws
  {
    let before = try machine.contents
    let epochs = try Epochs(machine.path)
    let progress = Progress(total: 1) { _, _ in try? epochs.spoil() }
    #expect(throws: KeyringError.self) { try machine.engine.rebuild(jobs: jobs, progress: progress) }
    #expect(epochs.isSpoilt)
    try epochs.mend()
    #expect(try asides.isEmpty && machine.contents == before)
    try machine.rebuild()
    #expect(try asides.isEmpty && machine.contents == before)
  }
}

/// `keys/epoch`, written over in place as a failing disk would.
private final class Epochs: Sendable {
  private let path: URL
  private let sound: Data
  private let spoilt = Mutex(false)

  var isSpoilt: Bool { spoilt.withLock { $0 } }

  init(_ machine: String) throws {
    path = URL(filePath: machine + "/keys/epoch")
    sound = try Data(contentsOf: path)
  }

  func spoil() throws {
    try spoilt.withLock { spoilt in
      guard !spoilt else { return }
      try write(Data(count: sound.count))
      spoilt = true
    }
  }

  func mend() throws { try write(sound) }

  private func write(_ bytes: Data) throws {
    let file = try FileHandle(forUpdating: path)
    try file.write(contentsOf: bytes)
    try file.close()
  }
}
