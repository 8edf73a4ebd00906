import Events
import HashTree
import Journal
import Notebook
import Rebuild
import Testing

@Suite struct `What was proved` {
  @Test func `stays proved when the person is erased, and the root stays what it was`() throws {
    let machine = try Machine()
    let notebook = try machine.notebook
    _ = try notebook.giveConsent("Kaj", Agreement([.care]))
    _ = try notebook.note(NoteTelling("Kaj lukkede op"))
    let engine = try machine.engine
    let before = try engine.journal.checkpoint()
    var last: EventID?
    try engine.journal.records(at: [before.size]) { _, header, _ in last = header.id }
    let id = try #require(last)
    let proof = try #require(try engine.proof(of: id))
    let signed = try engine.signedCheckpoint()
    _ = try notebook.erase("Kaj")
    #expect(try engine.journal.checkpoint(size: before.size) == before)
    let key = try engine.signingKey().verifier
    #expect(try proof.check(by: key) == before)
    let after = try #require(try engine.proof(of: id))
    #expect(try after.record == proof.record && after.check(by: key).size == engine.journal.end)
    #expect(try engine.growth(since: signed).old == before.size)
    #expect(try engine.proof(of: EventID(origin: 1, sequence: 9_999)) == nil)
    #expect(try engine.verify { _, _ in }.findings.isEmpty)
  }

  @Test func `is signed by one key for ever, and a key that does not open is found`() throws {
    let machine = try Machine()
    let key = try machine.engine.signingKey().verifier
    #expect(try VerifierKey(key.description) == key && key.name == machine.engine.journal.treeName)
    machine.close()
    #expect(try machine.engine.signingKey().verifier == key)
    let other = try Machine()
    _ = try other.engine.journal.keep(sealedSigningSeed: [1, 2, 3])
    #expect(try other.engine.verify { _, _ in }.findings.count == 1)
  }
}
