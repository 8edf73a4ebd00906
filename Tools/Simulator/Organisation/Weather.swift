import Events

/// What keeps a stop from being held: snow, illness, the car, Christmas.
enum Weather {
  static func prevents(_ day: Day, _ chance: inout Chance) -> Bool {
    let (_, month, number) = day.civil
    if month == 12, (24...31).contains(number) { return chance.below(10) < 7 }
    return chance.below(1000) < (month <= 2 || month == 12 ? 55 : 25)
  }

  static func reason(_ day: Day, _ style: Style, _ chance: inout Chance) -> String {
    let (_, month, number) = day.civil
    let isEnglish = style == .english
    if month == 12, (24...31).contains(number) { return isEnglish ? "Christmas" : "jul" }
    if month <= 2 || month == 12, chance.below(3) > 0 {
      return chance.pick(
        isEnglish ? ["snow", "ice", "storm"] : ["sne", "isglat", "storm", "sne og fygning"])
    }
    return chance.pick(
      isEnglish
        ? ["illness", "the van broke down"]
        : ["sygdom", "bilen er i stykker", "ingen at køre med", "punktering"])
  }
}
