import Events
import Notebook
import Reach
import Reading
import Rebuild
import Simulation
import Testing

@Suite struct `The organisation's figures` {
  /// Most counts are lines, so that this also holds the reader of counts to account.
  @Test(arguments: [1, 2] as [UInt64])
  func `are what the simulated organisation says it told, to the last meal`(seed: UInt64) throws {
    let yaml = try VocabularyFile.standard().bytes
    let adopted = Event(
      id: EventID(origin: 9, sequence: 1), handle: .organisation, happened: When(minute: 0),
      recorded: Moment(milliseconds: 0), content: .vocabularyAdopted(yaml: yaml))
    let machine = try Machine(adopted)
    var simulation = Simulation(seed: seed, years: 1, scale: 0.1)
    while let week = simulation.next() { try machine.notebook.take(week.map(\.event)) }
    try machine.rebuild()
    let (told, whole) = (simulation.told, Reach.table(try machine.engine.tally(Reach.self)).whole)
    #expect(told.meals > 1000)
    #expect(whole.stopsHeld == told.stopsHeld && whole.stopsCancelled == told.stopsCancelled)
    #expect(whole.peopleMet == told.heads)
    #expect(whole.meals == told.meals)
    #expect(whole.newFaces == told.newFaces)
  }
}
