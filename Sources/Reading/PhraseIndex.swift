import Events

/// All phrases by two neighbouring words of each that are said least, so that a line is asked only for phrases of
/// which it holds both.
///
/// A form is a phrase with its choices made: slots one behind the other, each with the symbols of which one stands
/// there. One slot of a form is its anchor, one beside it the partner. By each symbol of the anchor stand those of
/// the partner, and by each two the forms that have them there. A form of one slot is told by its symbols alone.
struct PhraseIndex: ~Copyable, Sendable {
  struct Form {
    /// In `slots`.
    var slots: Stretch
    /// In `told`.
    var told: Stretch
    /// Which of its slots.
    var anchor: Int16
    /// The partner stands behind the anchor, else before it.
    var isAhead: Bool
    /// Any words may stand between the two.
    var isFar: Bool

    var partner: Int { isAhead ? Int(anchor) + 1 : Int(anchor) - 1 }
    /// The slot of the two that stands first.
    var first: Int { isAhead ? Int(anchor) : Int(anchor) &- 1 }
  }

  /// What else must stand around the two words of a form that are found first: most forms that have two of their
  /// words have no third.
  struct Third {
    /// The symbol of its slot where that has one, else where its symbols begin in `symbols`.
    var first: Int32 = 0
    /// Symbols of its slot; none of a form of two slots.
    var count: UInt16 = 0
    var isBefore = false

    var range: Range<Int> { Int(first)..<Int(first) &+ Int(count) }
  }

  struct Slot {
    /// In `symbols`.
    var symbols: Stretch
    /// Any words may stand before it, as many as `...` is for.
    var isFar: Bool
    /// Its words are those of sets, which no phrase claims.
    var isSet: Bool
  }

  /// What a symbol leads to.
  struct Entry {
    /// In `told`: what it tells by itself.
    var told = Stretch()
    /// In `partners`.
    var partners = Stretch()
  }

  /// A form that may be tried, with what is asked first.
  struct Trial {
    /// In `forms`.
    var form: Int32
    var third: Third
  }

  /// The forms of an anchor and a partner.
  struct Pair {
    /// In `trials`, by the side of the anchor on which the partner stands.
    var trials = InlineArray<4, Stretch>(repeating: Stretch())
  }

  /// By symbol.
  var entries = Row<Entry>()
  /// Those of one symbol side by side.
  var partners = Row<Symbol>()
  /// By partner: in `pairs`.
  var paired = Row<Int32>()
  /// Once for all anchors and partners that have the same forms.
  var pairs = Row<Pair>()
  var trials = Row<Trial>()
  var forms = Row<Form>()
  var slots = Row<Slot>()
  var symbols = Row<Symbol>()
  /// In `meanings`.
  var told = Row<Int32>()
  /// By phrase.
  var meanings = Row<Meaning>()

  init() {}

  func write(to stored: inout StoredBytes) {
    entries.write(to: &stored)
    partners.write(to: &stored)
    paired.write(to: &stored)
    pairs.write(to: &stored)
    trials.write(to: &stored)
    forms.write(to: &stored)
    slots.write(to: &stored)
    symbols.write(to: &stored)
    told.write(to: &stored)
    meanings.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let entries = Row<Entry>(&stored), let partners = Row<Symbol>(&stored),
      let paired = Row<Int32>(&stored), let pairs = Row<Pair>(&stored), let trials = Row<Trial>(&stored),
      let forms = Row<Form>(&stored), let slots = Row<Slot>(&stored), let symbols = Row<Symbol>(&stored),
      let told = Row<Int32>(&stored), let meanings = Row<Meaning>(&stored)
    else { return nil }
    self.entries = entries
    self.partners = partners
    self.paired = paired
    self.pairs = pairs
    self.trials = trials
    self.forms = forms
    self.slots = slots
    self.symbols = symbols
    self.told = told
    self.meanings = meanings
  }
}
