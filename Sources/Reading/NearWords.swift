/// Finds the words of the vocabulary that are one slip away from a word that is none of them: a letter left
/// out, doubled, wrong, or two changed about. The first letter must be right; words of five letters may only
/// have two changed about and those of six no wrong letter, since short words have too many neighbours. At
/// the end of a word another letter is mostly another inflection or another word, and no slip.
struct NearWords: Sendable {
  static let shortest = 5

  /// By each word with one letter taken out, and by the word itself.
  private var byDeletion: [String: [String]] = [:]
  private var known: Set<String> = []

  mutating func add(_ word: String) {
    guard word.count >= NearWords.shortest, known.insert(word).inserted else { return }
    for key in NearWords.deletions(word) { byDeletion[key, default: []].append(word) }
  }

  func words(like word: String) -> [String] {
    guard word.count >= NearWords.shortest, word.utf8.count <= 40 else { return [] }
    var found: [String] = []
    for key in NearWords.deletions(word) {
      for candidate in byDeletion[key] ?? [] where !found.contains(candidate) {
        if NearWords.isSlip(Array(word), Array(candidate)) { found.append(candidate) }
      }
    }
    return found
  }

  private static func deletions(_ word: String) -> Set<String> {
    var keys: Set<String> = [word]
    for index in word.indices {
      var shorter = word
      shorter.remove(at: index)
      keys.insert(shorter)
    }
    return keys
  }

  /// One step apart: both have lost their common beginning and end, and what is left tells the step.
  static func isSlip(_ a: [Character], _ b: [Character]) -> Bool {
    guard a.first == b.first, a != b else { return false }
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    var (endA, endB) = (a.count, b.count)
    while endA > start, endB > start, a[endA - 1] == b[endB - 1] { (endA, endB) = (endA - 1, endB - 1) }
    if endA - start == 2, endB - start == 2 { return a[start] == b[start + 1] && a[start + 1] == b[start] }
    guard min(a.count, b.count) > shortest, endA - start <= 1, endB - start <= 1 else { return false }
    if a.count == b.count { return a.count > shortest + 1 && endA < a.count - 1 }
    return endA < a.count || endB < b.count
  }
}
