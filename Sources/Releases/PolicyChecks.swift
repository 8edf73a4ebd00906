internal import Yams

/// What must hold between the parts of a policy.
extension PolicyParser {
  mutating func checkBounds(_ root: Node) {
    if policy.tier != .c, !policy.rights.license.isEmpty {
      note(
        root["rights"] ?? root,
        "niveau A og B må ikke gives videre: skriv ingen license, men en aftale i recipient",
        "tiers A and B must not be passed on: write no license, but an agreement in recipient")
    }
    guard policy.tier == .b else { return }
    if policy.time == .day || policy.time == .week {
      note(
        root["time"] ?? root, "dage og uger hører til niveau A: skriv elapsed eller quarter",
        "days and weeks belong to tier A: write elapsed or quarter")
    }
    if policy.workers == .pseudonym {
      note(
        root["workers"] ?? root, "pseudonymer for medarbejdere hører til niveau A: skriv role eller none",
        "pseudonyms of workers belong to tier A: write role or none")
    }
    if policy.kinds.level == .leaf, policy.guarantee.people < 2 {
      note(root, "people er mindst 2", "people is at least 2")
    }
  }

  /// A kind goes with one category.
  mutating func checkOnce(_ categories: Node) {
    var seen: [String: String] = [:]
    for category in policy.kinds.categories {
      for kind in category.kinds {
        if let first = seen[kind] {
          note(
            categories["\(category.name)"] ?? categories,
            "‘\(kind)’ står både i ‘\(first)’ og ‘\(category.name)’: lad den stå ét sted",
            "‘\(kind)’ stands in both ‘\(first)’ and ‘\(category.name)’: leave it in one")
        }
        seen[kind] = category.name
      }
    }
  }

  /// Kinds of the vocabulary.
  mutating func kinds(_ node: Node) -> [String] {
    let names = texts(node)
    guard let known else { return names }
    let all = known.values.joined().sorted()
    for (item, name) in zip(list(node), names) where !all.contains(name) && !name.isEmpty {
      note(
        item, "ordforrådet har ingen slags ‘\(name)’" + near(name, all, "da"),
        "the vocabulary has no kind ‘\(name)’" + near(name, all, "en"))
    }
    return names
  }

  // MARK: values

  mutating func note(_ node: Node, _ danish: String, _ english: String) {
    note(node.mark?.line ?? 1, danish, english)
  }

  mutating func note(_ line: Int, _ danish: String, _ english: String) {
    problems.append(.init(line: line, danish: danish, english: english))
  }

  mutating func note(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      note(
        mark.line, "\(problem): sæt teksten i citationstegn, eller ret klammer og indrykning",
        "\(problem): set the text in quotation marks, or mend brackets and indents")
    case .duplicatedKeysInMapping(let keys, let context):
      let keys = keys.sorted().joined(separator: ", ")
      note(
        context.mark.line, "nøglen ‘\(keys)’ står to gange: behold den ene",
        "the key ‘\(keys)’ stands twice: keep one")
    default: note(1, "filen er ikke YAML: \(error)", "the file is no YAML: \(error)")
    }
  }

  /// The parts of a mapping that may hold only these keys.
  mutating func fields(_ node: Node, _ keys: [String]) -> Node.Mapping? {
    guard let parts = mapping(node) else { return nil }
    for (key, _) in parts where !keys.contains(key.string ?? "") {
      let name = key.string ?? ""
      note(
        key, "‘\(name)’ kendes ikke her" + near(name, keys, "da"),
        "‘\(name)’ is not known here" + near(name, keys, "en"))
    }
    return parts
  }

  mutating func mapping(_ node: Node) -> Node.Mapping? {
    if case .mapping(let mapping) = node { return mapping }
    note(
      node, "her skal stå nøgler med hver sin værdi: skriv nøgle, kolon, værdi",
      "keys with a value each must stand here: write key, colon, value")
    return nil
  }

  mutating func list(_ node: Node) -> [Node] {
    if case .sequence(let items) = node { return Array(items) }
    note(node, "her skal stå en liste: [en, to]", "a list must stand here: [one, two]")
    return []
  }

  mutating func texts(_ node: Node) -> [String] { list(node).map { text($0) } }

  mutating func text(_ node: Node) -> String {
    if case .scalar(let scalar) = node { return scalar.string }
    note(node, "her skal stå en tekst", "a text must stand here")
    return ""
  }

  /// Small letters, digits and hyphens.
  mutating func name(_ node: Node) -> String {
    let name = text(node)
    let isPlain = name.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
    if name.isEmpty || !isPlain || name.utf8.count > 64 {
      note(
        node, "‘\(name)’ må kun have a–z, tal og bindestreger, og højst 64: skriv fx doors-2026",
        "‘\(name)’ may hold only a–z, digits and hyphens, at most 64: write doors-2026, say")
    }
    return name
  }

  mutating func word(_ node: Node, _ words: [String]) -> String? {
    let word = text(node)
    if words.contains(word) { return word }
    let all = words.joined(separator: ", ")
    note(node, "‘\(word)’ kendes ikke: skriv en af \(all)", "‘\(word)’ is not known: write one of \(all)")
    return nil
  }

  mutating func choice<C: CaseIterable & RawRepresentable<String>>(_ node: Node) -> C? {
    word(node, C.allCases.map(\.rawValue)).flatMap(C.init(rawValue:))
  }

  mutating func number(_ node: Node, _ bounds: ClosedRange<Int>) -> Int? {
    if let number = Int(text(node)), bounds.contains(number) { return number }
    note(
      node, "her skal stå et helt tal fra \(bounds.lowerBound) til \(bounds.upperBound)",
      "a whole number from \(bounds.lowerBound) to \(bounds.upperBound) must stand here")
    return nil
  }

  mutating func share(_ node: Node) -> Double? {
    if let share = Double(text(node)), share > 0, share <= 1 { return share }
    note(
      node, "her skal stå et tal over 0 og højst 1, fx 0.5",
      "a number above 0 and at most 1 must stand here, 0.5 say")
    return nil
  }

  /// `1/2`, `1`.
  mutating func fraction(_ node: Node) -> Fraction? {
    let parts = text(node).split(separator: "/").map { Int($0) }
    if let top = parts.first ?? nil, let bottom = parts.count > 1 ? parts[1] : 1, parts.count < 3, top > 0,
      bottom > 0, top <= bottom, bottom <= 1_000_000
    {
      return Fraction(top, bottom)
    }
    note(
      node, "epsilon er en brøk over 0 og højst 1: skriv fx 1/2",
      "epsilon is a fraction above 0 and at most 1: write 1/2, say")
    return nil
  }

  /// `2025-Q1`, each once.
  mutating func quarters(_ node: Node) -> [String] {
    var seen: Set<String> = []
    for item in list(node) {
      let quarter = text(item)
      let parts = quarter.split(separator: "-", omittingEmptySubsequences: false)
      let isQuarter =
        parts.count == 2 && parts[0].utf8.count == 4 && UInt(parts[0]) != nil
        && ["Q1", "Q2", "Q3", "Q4"].contains(parts[1])
      if isQuarter, seen.insert(quarter).inserted { continue }
      note(
        item, "‘\(quarter)’ er ikke et kvartal, eller står to gange: skriv fx 2025-Q1",
        "‘\(quarter)’ is no quarter, or stands twice: write 2025-Q1, say")
    }
    return seen.sorted()
  }

  /// What each is a member of, out of lists of members.
  mutating func members(_ node: Node) -> [String: String] {
    var found: [String: String] = [:]
    for (key, value) in mapping(node) ?? [:] {
      let whole = text(key)
      for (item, member) in zip(list(value), texts(value)) {
        if let first = found[member], first != whole {
          note(
            item, "‘\(member)’ står både under ‘\(first)’ og ‘\(whole)’: lad den stå ét sted",
            "‘\(member)’ stands under both ‘\(first)’ and ‘\(whole)’: leave it in one")
        }
        found[member] = whole
      }
    }
    return found
  }

  private func near(_ word: String, _ words: [String], _ language: String) -> String {
    guard let best = words.map({ ($0, slips(word, $0)) }).min(by: { ($0.1, $0.0) < ($1.1, $1.0) }),
      best.1 <= max(2, word.count / 3)
    else {
      let some = words.count > 20 ? "" : words.joined(separator: ", ")
      if some.isEmpty { return language == "da" ? ": tag det ud" : ": take it out" }
      return language == "da" ? ": skriv en af \(some)" : ": write one of \(some)"
    }
    return language == "da" ? ": mentes ‘\(best.0)’?" : ": was ‘\(best.0)’ meant?"
  }

  /// How many letters to put in, take out or change (Levenshtein 1966).
  private func slips(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in a.indices {
      var last = row[0]
      row[0] = i + 1
      for j in b.indices {
        let next = min(row[j + 1] + 1, row[j] + 1, last + (a[i] == b[j] ? 0 : 1))
        (last, row[j + 1]) = (row[j + 1], next)
      }
    }
    return row[b.count]
  }
}
