import Events
import Notebook

/// Twenty people, what was told of them, and what must be said of each when other words are rehearsed. Written by
/// hand: a day and a line, and the sentences wanted, those that speak of no day last.
struct ChangeStory {
  let name: String
  let lines: [(day: Int, line: String)]
  let wanted: [String]

  static let oldWords = """
    kinds:
      - {id: dentist, group: bridge, name: {da: tandlæge, en: dentist}, da: [tandlæge-, nej til tandlæge: declined]}
      - {id: doctor, group: bridge, name: {da: læge, en: doctor}, da: [lægen]}
      - {id: letters, group: help, name: {da: læste breve, en: letters}, da: [rykker, brev]}
      - {id: debt-advice, group: bridge, name: {da: gældsråd, en: debt advice}, da: [gælden]}
      - {id: pet, group: life, name: {da: kæledyr, en: pet}, da: [hunden, mis]}
      - {id: deadline, group: help, name: {da: frist, en: deadline}, da: [frist]}
      - {id: door-opened, group: contact, name: {da: lukkede op, en: opened the door}, da: [lukkede op]}
      - {id: door-closed, group: contact, name: {da: lukket dør, en: closed door}, da: [ingen hjemme]}
      - {id: met-at-stop, group: contact, name: {da: mødt ved stop, en: met at stop}, da: [ved stoppet]}
      - {id: thanked, group: trust, name: {da: sagde tak, en: thanked}, da: [sagde tak, pænt]}
      - {id: promised, group: promise, name: {da: vi lovede, en: we promised}, da: [lovede]}
      - {id: wants-no-contact, group: limit, name: {da: vil være i fred, en: wants peace}, da: [vil være i fred]}
      - {id: meal, group: thing, name: {da: måltid, en: meal}, da: [mad]}
    """

  static let newWords = """
    kinds:
      - {id: foot-care, group: health, name: {da: fodpleje, en: foot care}, da: [styr på foden]}
      - {id: dentist, group: bridge, name: {da: tandlæge, en: dentist}, da: [tandlæge-, klinikken, nej til tandlæge: declined, ville ikke i stolen: declined]}
      - {id: doctor, group: bridge, name: {da: læge, en: doctor}, da: [tid hos lægen: arranged]}
      - {id: letters, group: help, name: {da: læste breve, en: letters}, da: [brev]}
      - {id: debt-advice, group: bridge, name: {da: gældsråd, en: debt advice}, da: [gælden, rykker]}
      - {id: pet, group: life, name: {da: kæledyr, en: pet}, da: [hunden]}
      - {id: deadline, group: help, name: {da: frist, en: deadline}, da: [frist, sidste dag]}
      - {id: door-opened, group: contact, name: {da: lukkede op, en: opened the door}, da: [lukkede op, åbnede]}
      - {id: door-closed, group: contact, name: {da: lukket dør, en: closed door}, da: [ingen hjemme, mørkt]}
      - {id: met-at-stop, group: contact, name: {da: mødt ved stop, en: met at stop}, da: [ved stoppet, ved bussen]}
      - {id: thanked, group: trust, name: {da: sagde tak, en: thanked}, da: [sagde tak]}
      - {id: promised, group: promise, name: {da: vi lovede, en: we promised}, da: [lovede, vi sørger for]}
      - {id: wants-no-contact, group: limit, name: {da: vil være i fred, en: wants peace}, da: [vil være i fred, bad os gå]}
      - {id: meal, group: thing, name: {da: måltid, en: meal}, da: [mad, suppe]}
    """
}

extension ChangeStory {
  /// Days are counted from 1 March 2026; the comparison is made on 1 April.
  static let all = [
    ChangeStory(
      name: "a word that no line held", lines: [(6, "fik styr på foden")],
      wanted: ["7. mar 2026 “styr på foden” læses nu som *fodpleje*"]),
    ChangeStory(
      name: "a first that comes earlier", lines: [(6, "åbnede selv"), (27, "lukkede op")],
      wanted: [
        "7. mar 2026 “åbnede” læses nu som *lukkede op*",
        "7. mar 2026 første gang *lukkede op* er 3 uger tidligere, før 28. mar 2026",
        "Tillidssiden siger nu “Seneste 90 dage: tog selv kontakt 0 af 2 gange”, før “tog selv kontakt 0 af 1 gange”",
        "Tillidssiden siger nu “Døren: åben 2 af 2 gange”, før “åben 1 af 1 gange”",
      ]),
    ChangeStory(
      name: "words that mean the same by both",
      lines: [(3, "fik mad"), (9, "talte om gælden")], wanted: []),
    ChangeStory(
      name: "a line that tells nothing by either", lines: [(3, "det regnede hele dagen")], wanted: []),
    ChangeStory(
      name: "a word that moves to another kind", lines: [(4, "en rykker")],
      wanted: [
        "5. mar 2026 “rykker” læses nu som *gældsråd*, før som *læste breve*",
        "5. mar 2026 er ikke mere første gang *læste breve*",
        "Tillidssiden siger nu “gældsråd: 5. mar 2026”",
        "Tillidssiden siger ikke mere “Sidst: 5. mar 2026”",
        "Tillidssiden siger ikke mere “læste breve: 5. mar 2026”",
        "Sagerne siger nu “Gæld: hos dem, vi venter på · ligger stille i 27 dage · “en rykker””",
        "Sagerne siger nu “5. mar gældsråd”",
        "Briefen siger nu “Ligger stille: gældsråd: en rykker (5. mar) · 27 dage, hos dem”",
      ]),
    ChangeStory(
      name: "a word that is taken away", lines: [(4, "talte om mis")],
      wanted: [
        "5. mar 2026 “mis” læses ikke mere som *kæledyr*",
        "Briefen siger ikke mere “Betyder noget: kæledyr: talte om mis (5. mar)”",
      ]),
    ChangeStory(
      name: "a yes that was not heard", lines: [(9, "var på klinikken")],
      wanted: [
        "10. mar 2026 “klinikken” læses nu som *tandlæge*",
        "Tillidssiden siger nu “tandlæge: 10. mar 2026”",
      ]),
    ChangeStory(
      name: "a no that was not heard", lines: [(9, "ville ikke i stolen")],
      wanted: [
        "10. mar 2026 “ville ikke i stolen” læses nu som *nej tak: tandlæge*",
        "Tillidssiden siger nu “tandlæge: spørg ikke, før de selv gør · 10. mar 2026 — ville ikke i stolen”",
        "Briefen siger nu “Spørg ikke om: tandlæge (10. mar)”",
      ]),
    ChangeStory(
      name: "what had happened is only arranged", lines: [(9, "tid hos lægen")],
      wanted: [
        "10. mar 2026 “tid hos lægen” læses nu som *aftalt: læge*, før som *læge*",
        "Tillidssiden siger ikke mere “læge: 10. mar 2026”",
        "Sagerne siger nu “Læge og sygehus: hos dem, vi venter på · ligger stille i 22 dage · “tid hos lægen””",
        "Sagerne siger nu “10. mar aftalt: læge”",
        "Briefen siger nu “Ligger stille: læge: tid hos lægen (10. mar) · 22 dage, hos dem”",
      ]),
    ChangeStory(
      name: "a deadline that was overlooked", lines: [(19, "i morgen er sidste dag")],
      wanted: [
        "20. mar 2026 “sidste dag” læses nu som *frist*",
        "Tillidssiden siger nu “frist: 20. mar 2026”",
        "Briefen siger nu “Haster: i morgen er sidste dag (udløb 21. mar)”",
      ]),
    ChangeStory(
      name: "a promise of ours that was overlooked", lines: [(19, "vi sørger for et tæppe")],
      wanted: [
        "20. mar 2026 “vi sørger for” læses nu som *vi lovede*",
        "Tillidssiden siger nu “Lovet: 1”",
        "Løfterne siger nu “Lovet: vi sørger for et tæppe · lovet 20. mar, Nibe”",
        "Briefen siger nu “Sidst: 20. mar, Nibe”, før “20. mar, Nibe: vi sørger for et tæppe”",
        "Briefen siger nu “Lovet: vi sørger for et tæppe (20. mar)”",
      ]),
    ChangeStory(
      name: "a thanks that was none", lines: [(5, "ser pænt ud"), (12, "sagde tak")],
      wanted: [
        "6. mar 2026 “pænt” læses ikke mere som *sagde tak*",
        "13. mar 2026 første gang *sagde tak* er 7 dage senere, før 6. mar 2026",
      ]),
    ChangeStory(
      name: "a first that is none any more", lines: [(5, "ser pænt ud")],
      wanted: [
        "6. mar 2026 “pænt” læses ikke mere som *sagde tak*",
        "6. mar 2026 er ikke mere første gang *sagde tak*",
        "Tillidssiden siger ikke mere “Sidst: 6. mar 2026”",
      ]),
    ChangeStory(
      name: "coming again that was not seen", lines: [(2, "ved stoppet"), (16, "kom forbi ved bussen")],
      wanted: [
        "17. mar 2026 “ved bussen” læses nu som *mødt ved stop*",
        "17. mar 2026 er nu første gang *kom igen*",
        "Tillidssiden siger nu “Sidst: 17. mar 2026”, før “3. mar 2026”",
      ]),
    ChangeStory(
      name: "a closed door that was not seen", lines: [(2, "mørkt overalt")],
      wanted: [
        "3. mar 2026 “mørkt” læses nu som *lukket dør*",
        "Tillidssiden siger nu “Døren: åben 0 af 1 gange”",
      ]),
    ChangeStory(
      name: "a wish for peace that was not heard", lines: [(20, "bad os gå")],
      wanted: [
        "21. mar 2026 “bad os gå” læses nu som *vil være i fred*",
        "Tillidssiden siger nu “vil være i fred: spørg ikke, før de selv gør · 21. mar 2026 — bad os gå”",
        "Briefen siger nu “Pas på: vil være i fred (21. mar)”",
      ]),
    ChangeStory(
      name: "a wish for peace that ends when they come",
      lines: [(4, "vil være i fred"), (14, "stod ved bussen")],
      wanted: [
        "15. mar 2026 “ved bussen” læses nu som *mødt ved stop*",
        "Tillidssiden siger nu “Sidst: 15. mar 2026”",
        "Tillidssiden siger ikke mere “vil være i fred: spørg ikke, før de selv gør · 5. mar 2026 — vil være i fred”",
        "Briefen siger ikke mere “Pas på: vil være i fred (5. mar)”",
      ]),
    ChangeStory(
      name: "a meal that was no meal", lines: [(4, "fik suppe"), (11, "fik mad")],
      wanted: [
        "5. mar 2026 “suppe” læses nu som *måltid*",
        "Tillidssiden siger nu “måltid: 5. mar 2026, sidst 12. mar 2026”, før “12. mar 2026”",
      ]),
    ChangeStory(
      name: "two words in one line", lines: [(4, "suppe og styr på foden")],
      wanted: [
        "5. mar 2026 “suppe” læses nu som *måltid*",
        "5. mar 2026 “styr på foden” læses nu som *fodpleje*",
        "Tillidssiden siger nu “Sidst: 5. mar 2026”",
        "Tillidssiden siger nu “måltid: 5. mar 2026”",
      ]),
    ChangeStory(
      name: "one word comes and another goes", lines: [(4, "mis fik suppe")],
      wanted: [
        "5. mar 2026 “suppe” læses nu som *måltid*, før som *kæledyr*",
        "Tillidssiden siger nu “Sidst: 5. mar 2026”",
        "Tillidssiden siger nu “måltid: 5. mar 2026”",
        "Briefen siger ikke mere “Betyder noget: kæledyr: mis fik suppe (5. mar)”",
      ]),
  ]
}
