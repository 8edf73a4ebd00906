/// What helpers say, section by section. All is invented. `Phrasebook` says how it is written.
enum Phrases {
  static let danish = [
    words, contact, trust, limits, things, help, promises, safety, life, debt, housing, health, systems,
    treatment,
    bridges, organisation,
  ]
  static let english = [
    englishWords, englishContact, englishThings, englishHelp, englishPromises, englishLife, englishHousing,
    englishHealth, englishSystems, englishOrganisation,
  ]
}
