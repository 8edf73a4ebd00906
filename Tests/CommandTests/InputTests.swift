import Foundation
import Testing

/// What a helper may get wrong at the keyboard. Each refusal is a sentence, and nothing is lost or changed.
@Suite struct `What cannot be taken is refused with a sentence` {
  let desk: Desk

  init() throws {
    desk = try Desk()
    try desk.does("consent", "Kaj", "--give", "care")
    try desk.does("note", "Kaj fik kaffe")
  }

  @Test func `and a name that nobody bears is not guessed`() throws {
    try desk.unchanged {
      try desk.refuses(
        "brief", "Rosa", saying: "there is no participant ‘Rosa’: if they agree to be remembered, write")
      try desk.refuses("brief", "Kajs", saying: "there is no participant ‘Kajs’, but ‘Kaj’: write the name")
      try desk.refuses("note", "Kom forbi", "--about", "Kajs", saying: "write the name as it is known")
      try desk.refuses("consent", "Rosa", "--withdraw", "care", saying: "there is no participant ‘Rosa’")
    }
  }

  @Test func `and a name that two bear is asked about, with what tells them apart`() throws {
    try desk.does("consent", "Ole", "--give", "care")
    try desk.does("name", "Ole", "Kaj")
    let question = "2 people are called ‘Kaj’ ("
    try desk.unchanged {
      try desk.refuses("brief", "Kaj", saying: question)
      try desk.refuses("note", "Kaj var her igen", saying: "called ‘Ole’ and ‘Kaj’")
      try desk.refuses("note", "Var her igen", "--about", "Kaj", saying: "or by the handle")
    }
    let handle = try #require(try desk.events().first { $0["subject"] != nil }?["subject"] as? String)
    #expect(try desk.does("note", "Kaj var her igen", "--about", handle).hasPrefix("Gemt hos Kaj.\n"))
  }

  @Test func `and a name may not be empty, nor a line`() throws {
    try desk.unchanged {
      try desk.refuses("note", " \t ", saying: "the line is empty: write what happened")
      try desk.refuses("note", "-", saying: "the line is empty: write what happened")
      try desk.refuses("consent", " ", "--give", "care", saying: "the name is empty")
      try desk.refuses("name", "Kaj", "", saying: "the name is empty")
    }
  }

  @Test func `and a line of a megabyte is too long`() throws {
    let line = Data(repeating: UInt8(ascii: "a"), count: 1 << 20)
    try desk.unchanged {
      try desk.refuses(
        "note", "-",
        saying:
          "the line is 1048576 bytes long and nothing was saved: a line holds at most 65536, so tell it in parts",
        input: line)
    }
    try desk.does("note", "-", input: String(repeating: "a", count: 65_536))
  }

  @Test func `and bytes that are no text are not mended in silence`() throws {
    try desk.unchanged {
      desk.expectRefusal(
        try desk.shell(#"tillid note "Kaj fik k$(printf '\346')g""#),
        saying: "argument 2 er ikke gyldig UTF-8, så intet er gemt")
      try desk.refuses(
        "note", "-", saying: "line 1 of the input is not valid UTF-8, so nothing was saved",
        input: Data("Kaj fik k".utf8) + [0xE6, 0x67])
      try desk.refuses(
        "read", "--jsonl", saying: "line 1 of the input is not valid UTF-8", input: Data([0xE6, 0x0A]))
    }
  }

  @Test func `and a kind must be one of the vocabulary`() throws {
    try desk.unchanged {
      try desk.refuses("note", "x", "--kind", "tanlæge", saying: "the vocabulary has no kind ‘tanlæge’")
      try desk.refuses("note", "x", "--kind", "dentists", saying: "no kind ‘dentists’, but dentist")
      try desk.refuses("note", "x", "--kind", "dentist:soon", saying: "‘dentist:soon’ has no known mode")
    }
  }

  @Test func `and a time must be one that has been`() throws {
    try desk.unchanged {
      try desk.refuses(
        "note", "Kaj kommer", "--when", "9999-01-01",
        saying: "9999-01-01 has not been yet: tell what has happened, plans belong in the line")
      try desk.refuses(
        "stop", "Nibe", "--when", "2026-13",
        saying: "‘2026-13’ is no time: write ‘yesterday’, ‘Friday’, 2026-03-07T14:30")
      try desk.refuses("note", "Kaj kom", "--when", "engang", saying: "‘engang’ is no time")
      try desk.refuses(
        "brief", "Kaj", "--today", "engang", saying: "‘engang’ is no time: write 2026-03-07T14:30")
    }
  }

  @Test func `and is refused in the language of whoever asks`() throws {
    let danish = ["TILLID_LANG": "da"]
    try desk.unchanged {
      try desk.refuses("brief", "Ingen", saying: "der er ingen deltager ‘Ingen’: siger de ja", with: danish)
      try desk.refuses("note", " ", saying: "linjen er tom: skriv, hvad der skete", with: danish)
      try desk.refuses("note", "x", "--when", "blåt", saying: "‘blåt’ er intet tidspunkt: ", with: danish)
      try desk.refuses("init", saying: "der er allerede en datamappe i ", with: danish)
      try desk.refuses("note", " ", "--lang", "en", saying: "the line is empty", with: danish)
      try desk.refuses("init", "--data", desk.key, saying: "is a file, so no data folder can be made there")
    }
  }

  @Test func `and nothing is shared of those who are not remembered`() throws {
    try desk.unchanged {
      try desk.refuses("consent", "Rosa", "--give", "research", saying: "give ‘care’ first")
      try desk.refuses("consent", "Kaj", "--withdraw", "share", saying: "so nothing changes")
    }
  }

  @Test func `and an event must be there and be one that can be corrected`() throws {
    let consent = try #require(try desk.ids("consentGiven").first)
    let none = "0000000000000001-1"
    try desk.unchanged {
      try desk.refuses("retract", none, saying: "there is no event \(none): ‘tillid timeline NAME --ids’")
      try desk.refuses("correct", consent, "--line", "x", saying: "cannot be corrected")
      try desk.refuses("same", "Kaj", "Kaj", saying: "both names already mean the same person")
    }
  }

  @Test func `and an erasure must be meant`() throws {
    try desk.unchanged {
      try desk.refuses(
        "erase", "Kaj",
        saying: "nothing was erased: erasing cannot be undone, so write ‘tillid erase \"Kaj\" --yes’")
    }
    #expect(try desk.does("brief", "Kaj").contains("Kaj fik kaffe"))
  }

  @Test func `and a vocabulary says on which line it is wrong`() throws {
    let sound = """
      kinds:
        - id: dentist
          group: bridge
          name: {da: tandlæge, en: dentist}
          da: [tandlæge-]
          en: [dentist]

        - id: shoes
          group: bridge
          name: {da: sko, en: shoes}
          da: [sko]

      """
    let file = desk.file("words").path
    try (sound + "    en: {shoes}\n").write(toFile: file, atomically: true, encoding: .utf8)
    try desk.unchanged {
      try desk.refuses("vocabulary", "check", file, saying: "line 12: ")
      try desk.refuses("vocabulary", "adopt", file, saying: "line 12: ")
      try desk.refuses("read", "sko", "--vocabulary", file, saying: "line 12: ")
      try desk.refuses("vocabulary", "adopt", "/none.yaml", saying: "/none.yaml cannot be read: ")
    }
    try (sound + "    en: [shoes]\n").write(toFile: file, atomically: true, encoding: .utf8)
    try desk.does("vocabulary", "adopt", file)
    #expect(try desk.does("status").contains("forældet: et nyt ordforråd er taget i brug"))
    try desk.does("rebuild")
    #expect(try desk.does("note", "Kaj fik sko").contains("Læst: sko"))
  }

  @Test(arguments: [
    [], ["note"], ["note", "x", "--lang", "sv"], ["note", "x", "y"], ["nothing"], ["correct", "nonsense"],
    ["consent", "Kaj", "--give", "everything"], ["consent", "Kaj", "--give", "care", "--withdraw", "care"],
    ["read"], ["rebuild", "--jobs", "0"], ["simulate", "--years", "0"], ["simulate", "--start", "engang"],
    ["stop", "Nibe", "--heads", "-1"], ["tail", "--after", "x"],
  ])
  func `and wrong usage has a status of its own`(arguments: [String]) throws {
    try desk.unchanged {
      let answer = try desk.run(arguments)
      #expect(answer.status == (arguments.isEmpty ? 0 : 2))
      #expect(answer.complained.contains("Usage: tillid") == !arguments.isEmpty)
    }
  }
}
