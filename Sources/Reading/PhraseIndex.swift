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

  /// What else must stand around the two words of a form that are found first. Most forms that have two of their
  /// words have no third.
  struct Third {
    /// Of a form of two slots.
    static let none: Symbol = -1
    /// The slot has several symbols.
    static let several: Symbol = -2

    var symbol = Third.none
    var isBefore = false
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

  /// In `shared`: the forms of an anchor and a partner.
  struct Pair {
    /// Those with the partner behind the anchor.
    var ahead = Stretch()
    /// Those with the partner before it.
    var back = Stretch()
  }

  /// By symbol.
  var entries = Row<Entry>()
  /// Those of one symbol side by side.
  var partners = Row<Symbol>()
  /// By partner.
  var pairs = Row<Pair>()
  var forms = Row<Form>()
  /// By form: the slot beside the two that is looked at next.
  var thirds = Row<Third>()
  /// Forms, once for all pairs that share the same.
  var shared = Row<Int32>()
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
    pairs.write(to: &stored)
    forms.write(to: &stored)
    thirds.write(to: &stored)
    shared.write(to: &stored)
    slots.write(to: &stored)
    symbols.write(to: &stored)
    told.write(to: &stored)
    meanings.write(to: &stored)
  }

  init?(_ stored: inout StoredBytes) {
    guard let entries = Row<Entry>(&stored), let partners = Row<Symbol>(&stored),
      let pairs = Row<Pair>(&stored), let forms = Row<Form>(&stored),
      let thirds = Row<Third>(&stored), let shared = Row<Int32>(&stored), let slots = Row<Slot>(&stored),
      let symbols = Row<Symbol>(&stored),
      let told = Row<Int32>(&stored),
      let meanings = Row<Meaning>(&stored)
    else { return nil }
    self.entries = entries
    self.partners = partners
    self.pairs = pairs
    self.forms = forms
    self.thirds = thirds
    self.shared = shared
    self.slots = slots
    self.symbols = symbols
    self.told = told
    self.meanings = meanings
  }
}
