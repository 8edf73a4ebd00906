@testable import Reading
import Events
import Testing

@Suite struct `Two words with one stem` {
  /// Each line holds forms of one word.
  static let danish = """
    bil bilen biler bilerne bilens bilernes|hus huset huse husene husets husenes|hat hatten hatte hattene hattes
    seng sengen senge sengene|bolig boligen boliger boligerne boligens|pige pigen piger pigerne pigens
    leje lejen lejede lejet lejer lejende|sko skoen skoene skos|tæppe tæppet tæpper tæpperne|bror brors
    lærer læreren lærere lærerne lærers|læge lægen læger lægerne læges|ven vennen venner vennerne venners
    kop koppen kopper kopperne|bus bussen busser busserne|kat katten katte kattene|brev brevet breve brevene
    regning regningen regninger regningerne|aftale aftalen aftaler aftalte aftalt|kontor kontoret kontorer
    jakke jakken jakker jakkerne|sok sokken sokker sokkerne|suppe suppen supper|krise krisen kriser kriserne
    by byen byer byerne byens|sag sagen sager sagerne|dag dagen dage dagene|telt teltet telte teltene
    tid tiden tider tiderne|møde mødet møder møderne|gæld gælden|kommune kommunen kommuner kommunerne
    nik nikkede nikker nikket|hjælpe hjælper hjælpende|ringe ringer ringede ringet ringende
    snakke snakker snakkede snakket|køre kører kørte kørt kørende|tale taler talte talt talende
    vaske vasker vaskede vasket|hente henter hentede hentet|lukke lukker lukkede lukket|bo bor boede boet boende
    flytte flytter flyttede flyttet|banke banker bankede banket|vise viser viste vist|spise spiser spiste spist
    læse læser læste læst|betale betaler betalte betalt|miste mister mistede mistet|savne savner savnede savnet
    søge søger søgte søgt|vente venter ventede ventet|åbne åbner åbnede åbnet|græde græder grædende
    stor stort store|kold koldt kolde koldere koldest koldeste|varm varmt varme varmere varmest
    tom tomt tomme|grøn grønt grønne|smuk smukt smukke|billig billigt billige billigere billigst billigste
    ung ungt unge|rolig roligt rolige|våd vådt våde|træt trætte|syg sygt syge
    """
  static let english = """
    car cars|house houses|dog dogs|bed beds|letter letters|bill bills|tent tents|friend friends|doctor doctors
    van vans|coat coats|box boxes|family families|city cities|baby babies|worry worries worried worrying
    carry carries carried carrying|cry cries cried crying|stop stops stopped stopping|plan plans planned planning
    drop drops dropped dropping|chat chats chatted chatting|talk talks talked talking|walk walks walked walking
    call calls called calling|help helps helped helping|wash washes washed washing|move moves moved moving
    live lives lived living|refuse refuses refused refusing|book books booked booking|pay pays paying
    visit visits visited visiting|knock knocks knocked knocking|ask asks asked asking|miss misses missed missing
    smoke smokes smoked smoking|sleep sleeps sleeping|eat eats eating eaten|safe safely|quick quickly
    """

  static func paradigms(_ text: String) -> [[[UInt8]]] {
    text.split { $0 == "|" || $0 == "\n" }.map { line in line.split(separator: " ").map { Array($0.utf8) } }
  }

  @Test(arguments: [(Language.danish, danish), (.english, english)])
  func `are one word where they differ by inflection`(language: Language, text: String) {
    let paradigms = Self.paradigms(text)
    #expect(paradigms.count >= 40)
    for forms in paradigms {
      for a in forms {
        for b in forms {
          let pair = [a, b].map { String(decoding: $0, as: UTF8.self) }
          #expect(Inflection.joins(a, b, language), "\(pair)")
        }
      }
    }
  }

  @Test(arguments: [
    ("lejlighed", "leje", Language.danish), ("bolig", "boller", .danish), ("værelse", "være", .danish),
    ("læge", "lægge", .danish), ("læger", "lægger", .danish), ("læge", "lagt", .danish),
    ("tidligst", "tid", .danish), ("reden", "redde", .danish), ("venlig", "ven", .danish),
    ("lettings", "let", .english), ("addiction", "addict", .english), ("payment", "pay", .english),
    ("homeless", "home", .english),
  ]) func `are two where one was made of the other`(a: String, b: String, language: Language) {
    #expect(!Inflection.joins(Array(a.utf8), Array(b.utf8), language))
    #expect(!Inflection.joins(Array(b.utf8), Array(a.utf8), language))
  }
}
