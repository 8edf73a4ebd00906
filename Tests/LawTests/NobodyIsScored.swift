import Brief
import Consent
import Events
import Faces
import Foundation
import Matters
import Names
import Promises
import Readers
import StoryTelling
import Testing
import Timeline
import Trust
import Words

@Suite struct `Nobody is scored` {
  private func views<P: StoryProjection>(_: P.Type) -> [P] {
    (0..<24).map { ProjectionLaws(P.self, seed: $0).whole }
  }

  private func check<P: StoryProjection>(_: P.Type) throws {
    let views = views(P.self)
    var walk = Walk()
    for view in views { walk.visit(view, at: P.name) }
    #expect(walk.scores == [], "a number stands on a person")
    #expect(walk.unseen == [], "no sample fills this")
    for view in views {
      let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(view))
      #expect(numbers(in: json, under: P.name) == [], "a number is written of a person")
    }
  }

  /// Numbers in JSON, other than k of n.
  private func numbers(in json: Any, under key: String) -> [String] {
    if let object = json as? [String: Any] {
      return object.flatMap { numbers(in: $0.value, under: $0.key) }
    }
    if let list = json as? [Any] { return list.flatMap { numbers(in: $0, under: key) } }
    guard let number = json as? NSNumber, !(json is Bool), !["k", "n"].contains(key) else { return [] }
    return ["\(key): \(number)"]
  }

  @Test func `in the timeline`() throws { try check(Timeline.self) }
  @Test func `in trust`() throws { try check(Trust.self) }
  @Test func `in the brief`() throws { try check(Brief.self) }
  @Test func `in consent`() throws { try check(Consent.self) }
  @Test func `in names`() throws { try check(Names.self) }
  @Test func `in faces`() throws { try check(Faces.self) }
  @Test func `in matters`() throws { try check(Matters.self) }
  @Test func `in promises`() throws { try check(Promises.self) }
  @Test func `in readers`() throws { try check(Readers.self) }
  @Test func `in words`() throws { try check(Words.self) }

  @Test func `in any event`() {
    #expect(Set(Content.every.map(\.type)) == Set(EventType.allCases))
    // Epochs and keys in one, how many a release holds, what came in with an import, and a machine, are nobody's.
    var walk = Walk(allowing: [
      Counts.self, [UInt8].self, Destruction.self, Released.self, Imported.self, Machine.self,
    ])
    for content in Content.every {
      let event = Event(
        id: EventID(origin: 1, sequence: 1), handle: Handle(high: 1, low: 1), happened: When(minute: 0),
        recorded: Moment(milliseconds: 0), by: "Bo", at: "Nibe",
        occasion: EventID(origin: 1, sequence: 2), content: content, unknown: [1])
      walk.visit(event, at: "event")
    }
    #expect(walk.scores == [])
    #expect(walk.unseen == [])
  }

  private struct Scored {
    struct Inner { var score = 3 }
    enum Level: Int, Comparable {
      case low, high
      static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }
    var told = Told()
    var inner: [Inner] = [Inner()]
    var weight: Double? = 0.5
    var byTopic = ["debt": Float(1)]
    var level = Level.high
    var nothing: [Inner] = []
  }

  @Test func `and the test can fail`() {
    var walk = Walk()
    walk.visit(Scored(), at: "sample")
    #expect(
      walk.scores == [
        "sample.inner.*.score: Int", "sample.weight.*: Double", "sample.byTopic.*.value: Float",
        "sample.level: Level",
      ])
    #expect(walk.unseen == ["sample.nothing.*"])
    #expect(numbers(in: ["score": 3, "k": 1, "yes": true] as [String: Any], under: "") == ["score: 3"])
  }
}
