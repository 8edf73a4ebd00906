public import Events

/// Why there is no release. Nothing has been handed out then, and nothing of it is left.
public enum ResearchRefusal: Refusal {
  /// What stands in the way.
  case refused([Reason])
  /// Figures that do not hold.
  case failed([Reason])
  case alreadyThere(String)
  case noFolder(String, String)
  case noRelease(String)
  case several(String, [String])
  case noPosition(UInt64, end: UInt64)
  /// How many; and the release that was to be made again, if one was.
  case saidNoSince(Int, again: String?)
  case otherPolicy(String)
  case policyNeeded(String)
  case otherBytes(String)
  case ended(String)
  case drawnOnce(String)
  case noDossier(String)

  /// A sentence in each language.
  public struct Reason: Hashable, Sendable {
    public var danish: String
    public var english: String

    public init(_ danish: String, _ english: String) { (self.danish, self.english) = (danish, english) }

    init(_ refusal: some Refusal) { self.init(refusal.sentence(.danish), refusal.sentence(.english)) }
  }

  public func sentence(_ language: Language) -> String {
    switch self {
    case .refused(let reasons):
      reasons.map { language.say($0.danish, $0.english) }.joined(separator: "\n")
    case .failed(let figures): language.failed(figures)
    case .alreadyThere(let path):
      language.say(
        "\(path) findes allerede, og intet er ændret: nævn en ny mappe med --to",
        "\(path) is there already, and nothing was changed: name a new folder with --to")
    case .noFolder(let path, let reason):
      language.say(
        "\(path) kan ikke laves (\(reason)): nævn et andet sted med --to",
        "\(path) cannot be made (\(reason)): name another place with --to")
    case .noRelease(let name):
      language.say(
        "der er intet udtræk ‘\(name)’: ‘tillid release list’ viser dem",
        "there is no release ‘\(name)’: ‘tillid release list’ shows them")
    case .several(let name, let ids):
      language.say(
        "‘\(name)’ er flere udtræk (\(ids.joined(separator: ", "))): skriv hele nummeret",
        "‘\(name)’ is several releases (\(ids.joined(separator: ", "))): write the whole id")
    case .noPosition(let position, let end):
      language.say(
        "loggen har ingen plads \(position): den går fra 1 til \(end)",
        "the log has no position \(position): it goes from 1 to \(end)")
    default: language.again(self)
    }
  }
}

extension Language {
  fileprivate func failed(_ figures: [ResearchRefusal.Reason]) -> String {
    let reasons = figures.map { "  " + say($0.danish, $0.english) }.joined(separator: "\n")
    return say(
      "udtrækket holder ikke, hvad det lover, og er ikke udleveret:\n\(reasons)\nGør slags, tid eller sted grovere i politikken, eller vent på flere deltagere.",
      "the release does not keep what it promises, and was not handed out:\n\(reasons)\nMake kinds, times or places coarser in the policy, or wait for more participants."
    )
  }

  /// What stands in the way of an old position, or of making the same release again.
  fileprivate func again(_ refusal: ResearchRefusal) -> String {
    switch refusal {
    case .saidNoSince(let count, let id?): saidNo(count, of: id)
    case .saidNoSince(let count, nil):
      say(
        "\(count) af deltagerne har sagt fra eller er slettet siden den plads i loggen, så intet udleveres fra den: lav et nyt udtræk uden --position",
        "\(count) of the participants have said no or are erased since that position of the log, so nothing leaves from it: make a new release without --position"
      )
    case .otherPolicy(let id):
      say(
        "politikken er ikke den, som \(id) blev lavet med: giv den samme fil, byte for byte",
        "the policy is not the one that \(id) was made by: give the same file, byte for byte")
    case .policyNeeded(let id):
      say(
        "mappen om \(id) er her ikke, som efter en genskabelse: giv politikken med --policy",
        "the dossier of \(id) is not here, as after a restore: give the policy with --policy")
    case .otherBytes(let id):
      say(
        "udtrækket blev ikke det samme som \(id) og er ikke udleveret: programmet er et andet, eller nogen er slettet siden",
        "the release did not come out as \(id), and was not handed out: the program is another one, or somebody was erased since"
      )
    case .ended(let id):
      say(
        "\(id) er afsluttet og nøglen destrueret, så det kan ikke laves igen",
        "\(id) has ended and its key is destroyed, so it cannot be made again")
    case .drawnOnce(let id):
      say(
        "støjen i \(id) er trukket én gang og trækkes ikke igen: tag kopien, der blev udleveret",
        "the noise in \(id) was drawn once and is not drawn again: take the copy that was handed out")
    case .noDossier(let id):
      say(
        "mappen om \(id) er her ikke, som efter en genskabelse: ‘tillid release make --again \(id)’ laver den igen",
        "the dossier of \(id) is not here, as after a restore: ‘tillid release make --again \(id)’ makes it again"
      )
    default: ""
    }
  }

  /// A second copy would hold them; and a new release is refused as long as nobody knows who was in this one.
  private func saidNo(_ count: Int, of id: String) -> String {
    say(
      "\(count) af deltagerne i \(id) har sagt fra eller er slettet siden, så det udleveres ikke igen: lav et nyt udtræk, eller kald \(id) tilbage først, hvis dets mappe mangler (tillid release recall \(id))",
      "\(count) of the participants of \(id) have said no or are erased since, so it is not handed out again: make a new release, or first recall \(id), where its dossier is missing (tillid release recall \(id))"
    )
  }
}
