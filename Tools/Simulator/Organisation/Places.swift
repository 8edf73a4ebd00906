/// Where the stops are: real towns and villages of Denmark, each with the larger town it looks to. The first are
/// where it began; the rest came later.
enum Places {
  struct Place: Sendable {
    let name: String
    let town: String
  }

  private static let regions = [
    ("Aalborg", "Nibe Hals Storvorde Svenstrup Gandrup Kongerslev Vejgaard Klarup Vodskov Pandrup Biersted"),
    ("Hjørring", "Hirtshals Sindal Vrå Løkken Tårs Tornby Bindslev Lønstrup Tversted"),
    ("Frederikshavn", "Skagen Sæby Strandby Østervrå Jerup Ålbæk Voerså Dybvad"),
    ("Brønderslev", "Dronninglund Hjallerup Asaa Klokkerholm Jerslev Flauenskjold"),
    ("Thisted", "Hurup Hanstholm Klitmøller Snedsted Vils Fjerritslev Frøstrup Nykøbing Aabybro"),
    ("Hobro", "Aars Farsø Hadsund Mariager Løgstør Arden Ranum Overlade Hvalpsund Støvring Skørping Als"),
    ("Viborg", "Skive Bjerringbro Karup Stoholm Møldrup Aalestrup Roslev Løvel"),
    ("Randers", "Grenaa Auning Langå Allingåbro Hornslet Ryomgård"),
    ("Aarhus", "Odder Hammel Skanderborg Hinnerup Ry Hadsten"),
    ("Esbjerg", "Varde Ribe Bramming Tarm Skjern Ølgod Oksbøl"),
    ("Odense", "Assens Bogense Faaborg Ringe Nyborg Otterup Rudkøbing"),
    ("Næstved", "Vordingborg Præstø Faxe Haslev Korsør Nakskov Maribo Sakskøbing Rødby"),
    ("Holbæk", "Kalundborg Jyderup Asnæs Svinninge Høng"),
    ("Kolding", "Vejen Vamdrup Christiansfeld Haderslev Tønder Toftlund Løgumkloster Rødekro"),
  ]

  private static let all: [Place] = regions.flatMap { town, places in
    places.split(separator: " ").map { Place(name: String($0), town: town) }
  }

  private static let spots = [
    "havnen", "hallen", "Brugsen", "kirken", "skolen", "stationen", "biblioteket", "broen",
  ]

  /// The place of the stop with this number. When each town has one, a second comes at another spot, and so on
  /// without end: no two stops bear the same name.
  static func stop(_ number: Int) -> Place {
    let place = all[number % all.count]
    let round = number / all.count
    guard round > 0 else { return place }
    let spot = spots[(round - 1) % spots.count]
    let lap = (round - 1) / spots.count
    let suffix = lap == 0 ? "" : " \(lap + 1)"
    return Place(name: "\(place.name), \(spot)\(suffix)", town: place.town)
  }
}
