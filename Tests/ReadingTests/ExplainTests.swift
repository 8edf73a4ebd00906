import Events
@testable import Reading
import TestGround
import Testing

@Suite struct `An explained reading` {
  @Test func `names its phrase and the sign that decided`() throws {
    var reader = try Small.reader()
    let line = "ville ikke til tandlæge"
    let explained = reader.explain(line)
    #expect(explained.map(\.phrase.text) == ["tandlæge-"])
    let signs = explained.flatMap(\.because)
    #expect(signs.map(\.sign) == [.refusal])
    #expect(signs.map { String(decoding: Array(line.utf8)[$0.words], as: UTF8.self) } == ["ville ikke"])
  }

  @Test func `needs no sign where it happened`() throws {
    var reader = try Small.reader()
    #expect(reader.explain("var hos tandlægen").flatMap(\.because).isEmpty)
  }

  @Test func `is the reading that is read, for any line`() throws {
    var random = Seeded(6)
    var reader = try Small.reader()
    for _ in 0..<1500 {
      let line = `A line`.random(&random)
      let read = reader.read(line).readings
      #expect(reader.explain(line).map(\.reading) == read)
    }
  }
}
