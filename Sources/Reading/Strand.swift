/// A piece of a line that goes its own way, seen for the names in it.
struct Strand {
  var first: Int
  var link: Clause.Link
  /// The word behind its last.
  var end = 0
  /// Behind an `og` or a `men` that it begins with.
  var start = 0
  /// Those whom it names.
  var named: Set<Int> = []
  /// It begins with a known name.
  var beginsWithName = false
  /// It is names and nothing else, as in a list.
  var isBare = false
  /// It ends with a known name.
  var endsWithName = false
  /// The name that it begins with has its verb.
  var hasVerb = false
  /// What it tells is told of those whom it names.
  var hasSubject = false
  /// It begins with `alle`, `de` or their like.
  var isOfEverybody = false
}

extension Clauses {
  /// The clauses, and what stands in one from a known name with its verb on.
  /// - Parameter bearers: by name, who bears it; nil for one who does not count.
  func strands(_ bearers: [Int?]) -> [Strand] {
    var strands: [Strand] = []
    var p = 0
    for c in 0..<count {
      strands.append(Strand(first: self[c].first, link: self[c].link))
      while p < parting.count, parting[p].first < end(of: c) {
        if isName(parting[p].first), parting[p].first > strands[strands.count - 1].first + 1 {
          strands.append(Strand(first: parting[p].first, link: .own))
        }
        p += 1
      }
    }
    for i in strands.indices {
      strands[i].end = i + 1 < strands.count ? strands[i + 1].first : end(of: count - 1)
      look(at: &strands[i], bearers)
    }
    see(&strands)
    return strands
  }

  private func look(at strand: inout Strand, _ bearers: [Int?]) {
    let words = strand.first..<strand.end
    strand.start =
      words.count > 1 && !isName(strand.first) && isJoint(strand.first) ? strand.first + 1 : strand.first
    var name = firstName(from: strand.first)
    let firstName = name
    while name < names.count, names[name] < strand.end {
      if name < bearers.count, let bearer = bearers[name] { strand.named.insert(bearer) }
      name += 1
    }
    strand.beginsWithName = isName(strand.start)
    strand.endsWithName = isName(strand.end - 1)
    strand.isBare = name - firstName == strand.end - strand.start
    strand.hasSubject =
      strand.beginsWithName || strand.link == .sentence && !strand.named.isEmpty && !hasPronoun(words)
  }

  /// What the phrases say that tell of whom a strand is; both stand from left to right.
  private func see(_ strands: inout [Strand]) {
    var i = 0
    for p in parting.indices {
      let hit = parting[p]
      while i + 1 < strands.count, strands[i].end <= hit.first { i += 1 }
      if hit.meaning.sign == .everybody {
        if hit.first == strands[i].start { strands[i].isOfEverybody = true }
      } else if hit.first == strands[i].start, isName(hit.first) {
        strands[i].hasVerb = true
      } else if isName(hit.end - 1), !hasPronoun(strands[i].first..<hit.first) {
        strands[i].hasSubject = true
      }
    }
  }

  /// `og`, `men`, `at` or their like.
  private func isJoint(_ word: Int) -> Bool {
    hasHit(in: word..<word + 1, [.and, .turn, .that])
  }

  /// `han`, `hun` or their like.
  private func hasPronoun(_ words: Range<Int>) -> Bool { hasHit(in: words, .ours) }

  /// Whether one of these signs begins at one of the words.
  private func hasHit(in words: Range<Int>, _ signs: SignSet) -> Bool {
    var (low, high) = (0, hits.count)
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].first < words.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < hits.count, hits[low].first < words.upperBound {
      if hits[low].meaning.sign.contains(any: signs) { return true }
      low += 1
    }
    return false
  }
}
