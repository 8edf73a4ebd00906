import Events
import Reading
import Testing

@Suite struct `What a line tells` {
  /// Kind and mode of each reading, as text.
  func told(_ line: String) throws -> [String] {
    var reader = try Small.reader()
    return reader.read(line).readings.map { "\($0.kind) \($0.mode)" }
  }

  @Test(arguments: [
    "var hos tandlægen", "fik mad", "suppe", "went to the dentist",
    "hun fik nye sko, ikke noget at sige til det",
  ])
  func `happened where nothing says otherwise`(line: String) throws {
    #expect(try told(line).map { $0.hasSuffix("happened") } == [true])
  }

  @Test(arguments: [
    ("skal til tandlæge", ["dentist arranged"]), ("henvist til tandlæge", ["dentist arranged"]),
    ("she will get boots", ["shoes arranged"]),
    ("spurgte om han ville til tandlæge, ja", ["dentist arranged"]),
  ])
  func `is arranged where it is planned, or asked and answered with yes`(line: String, readings: [String])
    throws
  {
    #expect(try told(line) == readings)
  }

  @Test(arguments: [
    ("nej tak til mad", ["meal declined"]), ("ville ikke til tandlæge", ["dentist declined"]),
    ("turned down the soup", ["meal declined"]), ("mad? nej tak", ["meal declined"]),
    ("nej tak til mad og sko", ["meal declined", "shoes declined"]), ("gik på bare tæer", ["shoes declined"]),
  ])
  func `is declined where the person said no, to each thing of a list`(line: String, readings: [String])
    throws
  {
    #expect(try told(line) == readings)
  }

  @Test(arguments: [
    ("kom ikke til tandlægen", ["dentist failed"]), ("fik ik sko", ["shoes failed"]),
    ("tandlægen, aflyst", ["dentist failed"]), ("dentist, no show", ["dentist failed"]),
    ("kom ikke til tandlægen, ny tid", ["dentist failed", "dentist arranged"]),
  ])
  func `failed where it did not take place, and is arranged again where it is`(
    line: String, readings: [String]
  )
    throws
  {
    #expect(try told(line) == readings)
  }

  @Test(arguments: ["spurgte om han ville til tandlæge", "asked whether he wanted boots", "tandlæge?"])
  func `is nothing where it only asks`(line: String) throws {
    #expect(try told(line) == [])
  }

  @Test(
    arguments: [
      ("hans bror var hos tandlægen", []), ("naboen fik sko", []), ("his brother went to the dentist", []),
      ("hans bror fik sko, men han fik mad", ["meal happened"]), ("hans bror er død", ["death happened"]),
      ("hørte at han fik mad", ["heard-from-others happened"]),
    ] as [(String, [String])])
  func `is nothing of the participant where it is another's, or only heard`(line: String, readings: [String])
    throws
  {
    #expect(try told(line) == readings)
  }

  @Test func `is where its words stand, as bytes of the line`() throws {
    var reader = try Small.reader()
    let line = "🦭 hos Tandlægen, fik støvler"
    let words = reader.read(line).readings.map { String(decoding: Array(line.utf8)[$0.words], as: UTF8.self) }
    #expect(words == ["Tandlægen", "støvler"])
  }
}
