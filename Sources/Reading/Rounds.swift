/// What is met in a line on the way to its phrases, round by round. Each round reads from one place of the
/// vocabulary, for all of the line: so the processor waits for many of its answers at once, and not for one after
/// the other.
struct Rounds: ~Copyable {
  /// A partner that may stand beside a word.
  struct Met {
    /// In `WordCache.partners`.
    var place: Int32
    var word: Int32
    var side: Side
  }

  /// Two words side by side in some forms.
  struct Pair {
    let first: Bound
    let second: Bound
    /// In `PhraseIndex.trials`: these forms.
    let trials: Stretch
    /// Where their third words may stand.
    let before: Spots.Words
    let behind: Spots.Words

    init(_ first: Bound, _ second: Bound, _ trials: Stretch, _ words: borrowing Words) {
      (self.first, self.second, self.trials) = (first, second, trials)
      before = Spots.Words(words.window(.farBefore, of: first.word), around: first.word)
      behind = Spots.Words(words.window(.farBehind, of: second.word), around: second.word)
    }
  }

  var mets = Row<Met>()
  /// By `mets`.
  var leads = Row<Lead>()
  var pairs = Row<Pair>()
  /// With their places in `pairs`, as those behind.
  var trials = Row<(PhraseIndex.Trial, Int)>()
  /// Forms whose third word may be there as well.
  var grown = Row<(PhraseIndex.Form, Int)>()

  mutating func clear() {
    mets.removeAll()
    leads.removeAll()
    pairs.removeAll()
    trials.removeAll()
    grown.removeAll()
  }
}

/// A word that stands in a slot of a form.
struct Bound {
  var word: Int
  /// Of the symbol among those of the word.
  var rank: Int
}
