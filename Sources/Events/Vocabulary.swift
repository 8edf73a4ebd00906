/// Kinds and the words that tell them, in the order in which they were written. Pure data: `Reading` reads
/// it from its file and reads lines by it.
public struct Vocabulary: Hashable, Sendable {
  public var kinds: [KindEntry]
  public var signs: [SignEntry]
  public var sets: [WordSet]
  public var spellings: [Spelling]
  /// Forms of a word that its stem does not show: tager, tog and taget of tage.
  public var forms: [Spelling]

  public init(
    kinds: [KindEntry] = [], signs: [SignEntry] = [], sets: [WordSet] = [], spellings: [Spelling] = [],
    forms: [Spelling] = []
  ) {
    self.kinds = kinds
    self.signs = signs
    self.sets = sets
    self.spellings = spellings
    self.forms = forms
  }

  public subscript(kind: Kind) -> KindEntry? { kinds.first { $0.kind == kind } }
}

/// Some words that tell a kind or give a sign, in the notation of the file: `fik (en) ny/nyt sovepose`.
public struct Phrase: Sendable {
  public var text: String
  public var language: Language
  /// What the words themselves say of the mode; nil leaves it to the signs around them.
  public var mode: Mode?
  /// Where it stands in its file, counted from 1; 0 where it stands in none.
  public var line: Int

  public init(_ text: String, _ language: Language, mode: Mode? = nil, line: Int = 0) {
    self.text = text
    self.language = language
    self.mode = mode
    self.line = line
  }
}

/// The same phrase elsewhere in the file is the same phrase.
extension Phrase: Hashable {
  public static func == (a: Phrase, b: Phrase) -> Bool {
    (a.text, a.language, a.mode) == (b.text, b.language, b.mode)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(language)
    hasher.combine(mode)
  }
}

extension Phrase: CustomStringConvertible {
  /// As it is written in the file.
  public var description: String { mode.map { "\(text): \($0)" } ?? text }

  /// Its beginning, where it is longer than a line of a terminal.
  public var short: String {
    text.count <= Self.shortest ? description : text.prefix(Self.shortest) + "…"
  }

  private static var shortest: Int { 72 }
}

public struct KindEntry: Hashable, Sendable {
  public var kind: Kind
  public var group: String
  public var danish: String
  public var english: String
  public var phrases: [Phrase]
  /// Told only as having happened: a no in front of it makes it nothing, and plans do not touch it.
  public var isAlwaysHappened: Bool
  /// Though told as having happened, it may lie ahead, fail or be refused by the words right beside it.
  public var mayLieAhead: Bool
  /// Stands also where the line speaks of someone else: a death in the family, a child.
  public var concernsOthers: Bool
  /// Someone else tells the rest of the sentence, so that nothing after it is read as seen by us.
  public var isHearsay: Bool

  public init(
    _ kind: Kind, group: String, danish: String, english: String, phrases: [Phrase] = [],
    isAlwaysHappened: Bool = false, mayLieAhead: Bool = false, concernsOthers: Bool = false,
    isHearsay: Bool = false
  ) {
    self.kind = kind
    self.group = group
    self.danish = danish
    self.english = english
    self.phrases = phrases
    self.isAlwaysHappened = isAlwaysHappened
    self.mayLieAhead = mayLieAhead
    self.concernsOthers = concernsOthers
    self.isHearsay = isHearsay
  }
}

/// What words around a kind say about it.
public enum Sign: String, CaseIterable, Sendable {
  /// ikke, aldrig, no
  case negation
  /// ingen, uden, no, without: what is named right behind it is not there
  case lack
  /// ville ikke, takkede nej, turned down
  case refusal
  /// tak, thank you: a refusal, where it stands by a no
  case thanks
  /// kom ikke, aflyst, no show
  case failure
  /// skal, har fået tid, henvist, will
  case plan
  /// svarede ikke, no answer: a failure that says of a verb before it, too, that it came to nothing
  case vain
  /// på tirsdag, d. 14., next week: a plan where nothing in the clause has been done
  case date
  /// på fredag, next week: it lies ahead
  case future
  /// ny tid, another day: what just failed is arranged again
  case again
  /// fik, tog imod, went: it took place
  case done
  /// spurgte om, would he: asked or offered and not answered
  case question
  /// lovede, promised: a plan that also answers a question with yes
  case promise
  /// ja, ok, said yes: the answer that makes an offer a plan
  case yes
  /// hans bror, the neighbour: the clause is about someone else
  case others
  /// han, hun, she: the clause is about the participant
  case subject
  /// vi, jeg, we: the clause is about us, and what another told has ended
  case us
  /// ham, hende, os, him: it is done to one of ours, by whoever is spoken of
  case object
  /// vred om på foden, river bank: words that look like a kind and are none
  case nothing
  /// og, and: the clause goes on as it began
  case and
  /// men, but: the clause turns
  case turn
  /// at, that: the verb before it speaks of what is behind it
  case that
  /// han ville, she got: a subject with its verb begins a clause
  case clause
  /// min vagt, the shift: the sentence is about the helpers' own affairs
  case aside
  /// Lone græd, kom Kurt: a name with its verb, which tells of that person
  case named
  /// alle, begge, they: it tells of everybody whom the line names
  case everybody
  /// Bo er, Bo fik: where the line knows somebody else, it tells of one who is not known
  case stranger
  /// words that stand only in a Danish line
  case danish
  /// words that stand only in an English line
  case english
}

public struct SignEntry: Hashable, Sendable {
  public var sign: Sign
  public var phrases: [Phrase]

  public init(_ sign: Sign, phrases: [Phrase] = []) {
    self.sign = sign
    self.phrases = phrases
  }
}

/// Words that may stand for one another in a phrase, as `<person>` does for han, hun, ham and hende.
public struct WordSet: Hashable, Sendable {
  public var name: String
  public var phrases: [Phrase]

  public init(_ name: String, phrases: [Phrase] = []) {
    self.name = name
    self.phrases = phrases
  }
}

/// Other ways in which people write a word: ik, ikk, itt and ett for ikke. Or the forms of a word that its stem
/// does not show: tager, tog and taget of tage.
public struct Spelling: Hashable, Sendable {
  public var word: String
  public var variants: [String]
  public var language: Language

  public init(_ word: String, _ language: Language, variants: [String]) {
    self.word = word
    self.variants = variants
    self.language = language
  }
}
