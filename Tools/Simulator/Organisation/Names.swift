/// First names in use in Denmark, none of them a word; participants and helpers share none, so that a name in a
/// line is always a helper's.
enum Names {
  static let men = words(
    """
    Kaj Svend Preben Verner Egon Ejnar Aksel Holger Hjalmar Villy Orla Børge Karlo Evald Tage Kresten Ingolf \
    Gunnar Torben Flemming Jørgen Henning Palle Leif Keld Carsten Allan Brian Jimmi René Ronni Johnny Michael \
    Thomas Rasmus Jonas Kasper Nikolaj Ahmad Yusuf Marek Viggo Valdemar Otto Arne Erling Frode Gorm Ulrik Steffen \
    Claus Niels Poul Bjarne Vagn Ebbe Ditlev Laurits Herluf Georg Asger Troels Mikkel Anton
    """)

  static let women = words(
    """
    Bente Gerda Inger Ruth Jonna Connie Sigrid Irma Rigmor Ingrid Tove Birthe Karen Solveig Gudrun Agnes Edith \
    Ulla Dorte Susanne Tina Maja Camilla Louise Sofie Fatima Amina Olga Danuta Mona Vibeke Yrsa Thyra Asta \
    Johanne Kirstine Hanne Merete Charlotte Heidi Jeanette Linda Sanne Malene Nadia Anja Dagny Herdis Ellen \
    Margit Grethe Gurli Kamma Lizzie Signe
    """)

  static let helpers = words(
    """
    Jytte Mogens Anne Kirsten Søren Lene Peter Marie Jens Birgit Erik Karin Lars Mette Henrik Bodil Knud Annette \
    Morten Ditte Esben Freja Gitte Jakob Kathrine Malthe Nete Oscar Pernille Stine Tobias Ulrikke Villads Winnie \
    Sabine Emil Caroline
    """)

  static let pets = words(
    "Bamse Trunte Tulle Rex Buster Misser Plet Sofus King Laika Molly Frida Bølle Pjuske")

  /// `ham med …`, `hende med …`.
  static let marks = [
    "hunden", "den blå kasket", "cyklen", "den røde jakke", "guitaren", "rollatoren", "papegøjen",
    "de store støvler",
    "skægget", "strikhuen", "trækvognen", "solbrillerne", "fiskestangen", "den gule taske", "knallerten",
    "mundharmonikaen", "den grønne frakke", "stokken", "tatoveringen", "halstørklædet",
  ]

  /// `hunden`; when all are taken `hunden og cyklen`, and so on.
  ///
  /// - Parameter lap: how many were named before, of any kind.
  static func mark(_ number: Int, lap: Int) -> String {
    let first = marks[number % marks.count]
    let second = lap / marks.count
    guard second > 0 else { return first }
    let other = marks[(number + second) % marks.count]
    return "\(first) og \(other)" + initials(second / marks.count)
  }

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  /// A helper's name by number, without end and none twice.
  static func helper(_ number: Int) -> String {
    let round = number / helpers.count
    return helpers[number % helpers.count] + initials(round)
  }

  /// Nothing for 0, then ` A.` to ` V.`, then two letters, and so on.
  static func initials(_ number: Int) -> String {
    guard number > 0 else { return "" }
    let letters = Array("ABCDEFGHIJKLMNOPRSTV").map(String.init)
    var (rest, text) = (number, "")
    while rest > 0 {
      text = letters[(rest - 1) % letters.count] + text
      rest = (rest - 1) / letters.count
    }
    return " \(text)."
  }
}
