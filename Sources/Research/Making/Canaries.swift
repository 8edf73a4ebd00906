internal import Anonymity
internal import Events
internal import Keyring
internal import Releases
internal import Scrutiny

/// Twenty participants who do not exist, each with a name, a number, a stop and a helper that nobody else has. They are
/// told as anybody is, from words to rows, in a second making of the release that is never handed out (`Twin`).
///
/// They are drawn under the key of the release from what others told, so that they look like them, and the same
/// release has the same. Their log is this file: nothing of them is written into the real one.
struct Canaries {
  static let count = 20
  private static let longest = 40

  private(set) var handles: [Handle] = []
  private var stories: [[Event]] = []

  /// - Parameter traces: what others told; from nobody, nobody is invented.
  init(like traces: Traces, _ namer: Namer) throws {
    guard !traces.keepers.isEmpty else { return }
    for number in 0..<Self.count {
      let name = try namer.name("canary \(number)")
      func half(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
      handles.append(Handle(high: half(name[0..<8]), low: half(name[8..<16])))
      var lot = Lot(namer, "canary \(number)")
      stories.append(try story(number, traces, &lot))
    }
  }

  /// A yes to research, a name, and lines whose kinds were drawn from all that was told.
  private func story(_ number: Int, _ traces: Traces, _ lot: inout Lot) throws -> [Event] {
    let like = traces.events(of: try lot.draw(below: traces.keepers.count))
    var day = traces.day[like.lowerBound]
    let last = traces.day.max() ?? day
    var sequence: UInt64 = 0
    func event(_ content: Content) -> Event {
      sequence += 1
      return Event(
        id: EventID(origin: 1, sequence: sequence), handle: handles[number],
        happened: When(day, hour: 12, minute: 0), recorded: Moment(milliseconds: Int64(sequence)),
        by: helper(number), at: stop(number), content: content)
    }
    var events = [
      event(.consentGiven(Agreement([.care, .research]))), event(.nameGiven(name(number), isAlias: false)),
    ]
    for _ in 0..<min(max(5, like.count), Self.longest) where day <= last {
      let drawn = try lot.draw(below: traces.events)
      let given = GivenReading(Kind(traces.kinds[Int(traces.kind[drawn])].kind), traces.mode[drawn])
      events.append(event(.note(Line("\(name(number)), \(paper(number)): \(word(number))"), given: [given])))
      day = day + (try lot.draw(below: 30))
    }
    return events
  }

  /// As a surveyor tells anybody.
  func told(to teller: StreamTeller) -> [ToldStreams] {
    for (handle, events) in zip(handles, stories) {
      teller.look(at: Storyline.tell(events) { _ in LineReading() }, of: handle)
    }
    return [teller.finding.consenting]
  }

  // MARK: - what they bring along

  /// Of a day that no month has.
  private func paper(_ number: Int) -> String { "000000-\(number + 1000)" }
  private func name(_ number: Int) -> String { "Zebrakanarie Prøvesen\(number)" }
  private func word(_ number: Int) -> String { "kanariehemmelighed\(number)" }
  private func stop(_ number: Int) -> String { "Kanariehjørnet\(number)" }
  private func helper(_ number: Int) -> String { "Kanariehjælper\(number)" }
  private func role(_ number: Int) -> String { "kanarierolle\(number)" }
  /// Five share one: too few for a place to be told.
  private func town(_ number: Int) -> String { "Kanarieby\(number / 5)" }
  private func land(_ number: Int) -> String { "Kanarieland\(number / 5)" }

  var roles: [String: String] {
    Dictionary(uniqueKeysWithValues: handles.indices.map { (helper($0), role($0)) })
  }

  /// What must stand in no file.
  var marks: [Truth.Secret] {
    handles.indices.flatMap { number in
      [
        name(number), paper(number), word(number), stop(number), helper(number), role(number), town(number),
        land(number), handles[number].description,
      ]
    }.reduce(into: [Truth.Secret]()) { marks, text in
      let mark = Truth.Secret(.canary, text)
      if !marks.contains(mark) { marks.append(mark) }
    }
  }

  /// The policy with the towns that their stops lie in.
  func placed(in policy: Policy) -> Policy {
    var placed = policy
    for number in handles.indices {
      placed.places.municipality[stop(number)] = town(number)
      placed.places.region[town(number)] = land(number)
    }
    return placed
  }
}

/// Draws under a key: the same key and name, the same draws.
private struct Lot {
  private let namer: Namer
  private let name: String
  private var turn = 0

  init(_ namer: Namer, _ name: String) { (self.namer, self.name) = (namer, name) }

  mutating func draw(below bound: Int) throws -> Int {
    turn += 1
    let number = try namer.name("\(name) \(turn)").prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(number.multipliedFullWidth(by: UInt64(bound)).high)
  }
}
