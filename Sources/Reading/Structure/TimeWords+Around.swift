import Events

/// The little words around times.
extension TimeWords {
  /// Weeks and months by how they are told from the event's own.
  static let offsets: [String: (Int, SaidTime.Tense)] = [
    "næste": (1, .ahead), "next": (1, .ahead), "kommende": (1, .ahead), "coming": (1, .ahead),
    "sidste": (-1, .past), "forrige": (-1, .past), "last": (-1, .past), "denne": (0, .open),
    "this": (0, .open),
  ]

  static let ordinals: [String: Int] = ["første": 1, "anden": 0, "sidste": 0].filter { $0.value > 0 }

  static let thirds: [String: Int] = ["primo": 0, "medio": 1, "ultimo": 2, "early": 0, "mid": 1, "late": 2]

  static let partsOfMonth: [String: Int] = [
    "først": 0, "starten": 0, "begyndelsen": 0, "start": 0, "beginning": 0, "midt": 1, "midten": 1,
    "middle": 1, "sidst": 2, "slutningen": 2, "end": 2,
  ]

  /// Words before the name of a month, with the tense they give; May and march are other words without them.
  static let beforeMonths: [String: SaidTime.Tense?] = [
    "i": nil, "in": nil, "til": .ahead, "inden": .ahead, "senest": .ahead, "by": .ahead, "before": .ahead,
    "until": .ahead, "næste": .ahead, "next": .ahead, "sidste": .past, "last": .past, "siden": .past,
    "since": .past, "fra": nil, "from": nil,
  ]

  static let beforeSeasons: [String: SaidTime.Tense?] = [
    "i": nil, "in": nil, "om": nil, "til": .ahead, "næste": .ahead, "next": .ahead, "this": nil, "by": .ahead,
    "sidste": .past, "last": .past, "efter": nil, "after": nil, "før": nil, "inden": .ahead, "before": nil,
    "at": nil, "over": nil,
  ]

  /// What may follow `den 14.`: words that no number counts.
  static let behindDates: Set<String> = [
    "og", "i", "kl", "klokken", "til", "hos", "på", "at", "men", "med", "for", "fra", "om", "er", "skal",
    "kan",
    "har", "var", "kom", "han", "hun", "vi", "jeg", "de", "der", "så", "ved", "and", "in", "to", "with",
    "but",
    "from", "he", "she", "we", "they", "is", "was", "for", "or", "eller", "formiddag", "eftermiddag", "aften",
    "morning", "afternoon", "evening", "of", "hvis", "if", "ellers", "igen", "again",
  ]

  static let abbreviations: Set<String> = [
    "kl", "d", "ca", "tlf", "nr", "st", "hr", "fr", "mr", "mrs", "dr", "mdr", "md", "bl", "fx", "evt", "min",
    "jan", "feb", "mar", "apr", "jun", "aug", "sep", "sept", "okt", "oct", "nov", "dec", "tirs", "ons",
    "tors",
    "lør", "tirsd", "onsd", "torsd", "lørd", "sønd", "tue", "tues", "wed", "thu", "thurs",
  ]

  /// What the clause says is still to come.
  static let ahead: Set<String> = [
    "skal", "vil", "lover", "lovede", "lovet", "aftalt", "aftale", "aftalte", "tid", "frist", "fristen",
    "senest",
    "inden", "kommer", "ringer", "venter", "planlagt", "booket", "indkaldt", "indkaldelse", "forfalder",
    "will", "promise", "promised", "promising", "due", "deadline", "booked", "appointment", "going", "shall",
    "by",
    "ll", "arranged", "planned", "before",
  ]

  /// What the clause says has been.
  static let past: Set<String> = [
    "var", "kom", "gik", "fik", "tog", "blev", "havde", "sad", "stod", "lå", "sagde", "spiste", "drak",
    "kørte",
    "fulgte", "fulgtes", "hjalp", "gjorde", "mødte", "skrev", "læste", "gav", "bar", "købte", "fandt", "fået",
    "været",
    "hentet", "sendt", "sendte", "talte", "traf", "døde", "sov", "så", "viste", "fortalte", "siden",
    "was", "were", "came", "went", "got", "took", "had", "said", "saw", "met", "ate", "gave", "did", "helped",
    "rang",
    "called", "visited", "opened", "told", "brought", "wrote", "died", "slept", "found", "since",
  ]
}
