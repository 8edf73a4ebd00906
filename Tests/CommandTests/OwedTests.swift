import Foundation
import Testing

/// What we owe, what waits, and who of us is known.
@Suite struct `A helper who promised something` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    for name in ["Kaj", "Rosa"] { try desk.does("consent", name, "--give", "care") }
  }

  @Test func `finds it overdue before the next visit, keeps it, and is rid of it`() throws {
    let made = try desk.does(
      "promise", "made", "Kaj", "at finde en cykel", "--when", "2026-01-05", "--due", "2026-01-09")
    #expect(made.hasPrefix("Lovet Kaj inden 9. jan 2026."))
    #expect(try desk.does("promises", "Kaj").contains("Over tiden"))
    #expect(try desk.does("brief", "Kaj").contains("Lovet (over tiden)"))
    #expect(try desk.does("promises").contains("Kaj: at finde en cykel"))
    #expect(
      try desk.does("promise", "kept", "Kaj", "stod ved døren med den").hasPrefix("Holdt: at finde en cykel.")
    )
    #expect(try !desk.does("brief", "Kaj").contains("Lovet"))
    #expect(try desk.does("promises").contains("1 holdt, 0 ikke"))
    try desk.isSound()
  }

  @Test func `hears by when, where the line itself says it`() throws {
    let made = try desk.object("promise", "made", "Kaj", "vi ringer i morgen")
    #expect(made["due"] as? String != nil)
    #expect(try desk.object("promise", "made", "Kaj", "en cykel")["due"] == nil)
    let (today, days) = (Date().ISO8601Format().prefix(10), ["mandag", "fredag", "søndag"])
    for day in days {
      let due = try desk.object("promise", "made", "Kaj", "en cykel", "--due", day)["due"] as? String
      #expect(try #require(due).prefix(10) >= today, "\(day) lies ahead")
    }
  }

  @Test func `must say which, where there are two, by its words or its id`() throws {
    try desk.does("promise", "made", "Kaj", "at finde en cykel")
    try desk.does("promise", "made", "Kaj", "at hente et skab")
    try desk.refuses("promise", "broken", "Kaj", saying: "we owe Kaj 2 promises")
    #expect(try desk.ids("historyRead").count == 1, "who is asked which has seen them")
    #expect(try desk.ids("promiseBroken").isEmpty)
    try desk.unchanged {
      try desk.refuses("promise", "kept", "Rosa", saying: "we owe Rosa no promise")
    }
    try desk.does("promise", "broken", "Kaj", "--which", "cykel")
    #expect(try desk.does("brief", "Kaj").contains("Ikke holdt"))
    try desk.does("promise", "repaired", "Kaj", "kom med kage", "--which", "cykel")
    let id = try #require(try desk.ids("promiseMade").last)
    #expect(try desk.does("promise", "released", "Kaj", "--which", id).hasPrefix("Sluppet: at hente et skab"))
    #expect(try desk.does("promises", "Kaj").contains("Vi skylder intet"))
  }

  @Test func `can settle what a line alone promised`() throws {
    try desk.does("note", "vi lovede Kaj at tage tæpper med")
    try desk.does("promise", "kept", "Kaj")
    #expect(try desk.does("promises", "Kaj").contains("Vi skylder intet"))
  }

  @Test func `cannot promise anything to somebody who is not remembered`() throws {
    try desk.does("consent", "Rosa", "--withdraw", "care")
    try desk.unchanged {
      try desk.refuses("promise", "made", "Rosa", "en cykel", saying: "has not agreed to be remembered")
      try desk.refuses("promise", "made", "Poul", "en cykel", saying: "there is no participant ‘Poul’")
    }
  }

  @Test func `leaves a trace with each who was shown beside others, and with nobody else`() throws {
    try desk.does("promise", "made", "Kaj", "en cykel", "--when", "2026-01-05", "--due", "2026-01-09")
    try desk.does("promises", "--by", "Bo")
    let reads = try desk.events().filter { $0["type"] as? String == "tillid.historyRead" }
    let facts = try #require(reads.last?["data"] as? [String: String])
    #expect(reads.count == 1)
    #expect(facts["view"] == "promises" && facts["purpose"] == "planning" && facts["by"] == "Bo")
  }

  @Test func `finds nothing of somebody who took the yes back or was erased`() throws {
    for name in ["Kaj", "Rosa"] {
      try desk.does("promise", "made", name, "en cykel", "--when", "2026-01-05", "--due", "2026-01-09")
      try desk.does(
        "note", "\(name) har fået tid hos tandlægen", "--by", "Bo", "--at", "Nibe", "--when", "2026-01-05")
    }
    try desk.does("consent", "Rosa", "--withdraw", "care")
    try desk.does("erase", "Kaj", "--yes")
    for view in [["promises"], ["matters"], ["faces", "--leaving", "Bo"]] {
      let said = try desk.run(view).said
      #expect(!said.contains("Kaj") && !said.contains("Rosa"), "\(said)")
    }
    #expect(try desk.does("promises").contains("Vi har ikke lovet nogen noget endnu."))
  }
}

@Suite struct `An organisation of several helpers` {
  let desk: Desk
  init() throws {
    desk = try Desk()
    for name in ["Kaj", "Rosa"] { try desk.does("consent", name, "--give", "care") }
    for (name, helper) in [("Kaj", "Bo"), ("Kaj", "Else"), ("Rosa", "Bo")] {
      try desk.does("note", "\(name) fik mad", "--at", "Nibe", "--by", helper, "--when", "i går")
    }
  }

  @Test func `sees who would meet only strangers tonight`() throws {
    let strangers = try desk.does("faces", "--tonight", "Else", "--at", "nibe")
    #expect(strangers.contains("Rosa") && !strangers.contains("Kaj"))
    #expect(try desk.does("faces", "--tonight", "Bo,Kim").contains("2 af 2"))
    #expect(try desk.does("faces", "Rosa", "--tonight", "Else").contains("ville være fremmed"))
  }

  @Test func `sees what is lost when one leaves, and then that it is`() throws {
    let lost = try desk.does("faces", "--leaving", "Bo")
    #expect(lost.contains("Kender Bo") && lost.contains("Rosa"))
    try desk.does("helper", "leave", "Bo")
    #expect(try desk.does("faces", "Kaj").contains("ikke hos os mere"))
    #expect(try desk.does("faces", "--tonight", "Bo,Kim").contains("0 af 2"))
    try desk.does("helper", "invite", "Bo", "--when", "i går")
    #expect(try desk.does("helper").contains("Bo"))
  }

  @Test func `cannot lose somebody who was never here`() throws {
    try desk.unchanged { try desk.refuses("helper", "leave", "Boo", saying: "nobody here is called ‘Boo’") }
  }

  @Test func `sees what lies still, and whose move it is`() throws {
    try desk.does("note", "Kaj er henvist til gældsrådgivning", "--when", "2026-01-05")
    let all = try desk.does("matters", "--today", "2026-03-01")
    #expect(all.contains("Kaj") && all.contains("ligger stille i 55 dage"))
    #expect(try desk.does("matters", "Kaj", "--lang", "en").contains("with those we wait for"))
    #expect(try desk.does("brief", "Kaj", "--today", "2026-03-01").contains("Ligger stille"))
  }
}
