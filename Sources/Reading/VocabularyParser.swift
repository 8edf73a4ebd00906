import Events
import Yams

/// Reads the parts of a vocabulary file and notes what is wrong on the way, so that one reading shows all.
struct VocabularyParser {
  private var problems: [VocabularyError.Problem] = []
  private var vocabulary = Vocabulary()
  private var ids: [String: Int] = [:]
  private var check = PhraseCheck()

  /// Those that the check has parsed; none where nothing was checked.
  var forms: PhraseForms { check.forms }

  mutating func read(_ text: String, isChecked: Bool = false) throws(VocabularyError) -> Vocabulary {
    noteTabs(text)
    guard problems.isEmpty else { throw failure }
    if let root = compose(text) { readParts(root) }
    if !isChecked { problems += check.problems(vocabulary) }
    guard problems.isEmpty else { throw failure }
    return vocabulary
  }

  private var failure: VocabularyError {
    VocabularyError(problems: problems.sorted { ($0.line, $0.text) < ($1.line, $1.text) })
  }

  private mutating func note(_ node: Node, _ text: String) {
    problems.append(.init(line: node.mark?.line ?? 1, text: text))
  }

  // MARK: text and YAML

  private mutating func noteTabs(_ text: String) {
    guard text.utf8.contains(0x09) else { return }
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where line.utf8.contains(0x09) {
      problems.append(.init(line: i + 1, text: "a tab: write spaces instead"))
    }
  }

  private mutating func compose(_ text: String) -> Node? {
    do {
      if let root = try Yams.compose(yaml: text) { return root }
      problems.append(.init(line: 1, text: "the file is empty: begin with kinds:"))
    } catch let error as YamlError {
      problems.append(YAMLProblem.problem(error))
    } catch {
      problems.append(.init(line: 1, text: "the file cannot be read: \(error)"))
    }
    return nil
  }

  // MARK: parts

  private mutating func readParts(_ root: Node) {
    guard case .mapping(let parts) = root else {
      return note(root, "the file must hold the parts spellings:, forms:, sets:, signs: and kinds:")
    }
    for (key, value) in parts {
      switch key.string {
      case "kinds": eachEntry(value, "kind") { $0.readKind($1) }
      case "signs": eachEntry(value, "sign") { $0.readSign($1) }
      case "sets": eachEntry(value, "set") { $0.readSet($1) }
      case "spellings": eachEntry(value, "spelling") { $0.readSpellings($1, \.spellings) }
      case "forms": eachEntry(value, "form") { $0.readSpellings($1, \.forms) }
      case let name: note(key, "unknown part \(quoted(name)): write spellings, forms, sets, signs or kinds")
      }
    }
  }

  private mutating func eachEntry(
    _ list: Node, _ what: String, _ read: (inout VocabularyParser, Entry) -> Void
  ) {
    guard case .sequence(let items) = list else {
      return note(list, "a list of entries must stand here: begin each \(what) with a hyphen")
    }
    for item in items {
      guard case .mapping(let mapping) = item else {
        note(item, "no \(what) entry: write “- \(what == "kind" ? "id" : what): …” and its words under it")
        continue
      }
      read(&self, Entry(node: item, fields: mapping))
    }
  }

  private struct Entry {
    var node: Node
    var fields: Node.Mapping
  }

  // MARK: entries

  private mutating func readKind(_ entry: Entry) {
    var kind = KindEntry("", group: "", danish: "", english: "")
    for (key, value) in entry.fields {
      switch key.string {
      case "id": kind.kind = Kind(id(value))
      case "group": kind.group = text(value, "a group")
      case "name": readNames(value, into: &kind)
      case "only": readOnly(value, into: &kind)
      case "ahead": kind.mayLieAhead = flag(value, "ahead")
      case "others": kind.concernsOthers = flag(value, "others")
      case "hearsay": kind.isHearsay = flag(value, "hearsay")
      default:
        readPhrases(
          key, value, "id, group, name, only, ahead, others, hearsay, da or en", into: &kind.phrases)
      }
    }
    require("id", in: entry)
    require("group", in: entry)
    require("name", in: entry)
    check.add(kind)
    vocabulary.kinds.append(kind)
  }

  private mutating func readSign(_ entry: Entry) {
    var phrases: [Phrase] = []
    var sign: Sign?
    for (key, value) in entry.fields {
      guard key.string == "sign" else {
        readPhrases(key, value, "sign, da or en", into: &phrases)
        continue
      }
      sign = value.string.flatMap(Sign.init(rawValue:))
      if sign == nil {
        let names = Sign.allCases.map(\.rawValue).joined(separator: ", ")
        note(value, "unknown sign \(quoted(value.string)): write one of \(names)")
      }
    }
    require("sign", in: entry)
    if let sign { vocabulary.signs.append(SignEntry(sign, phrases: phrases)) }
  }

  private mutating func readSet(_ entry: Entry) {
    var set = WordSet("")
    for (key, value) in entry.fields {
      if key.string == "set" {
        set.name = text(value, "a name")
      } else {
        readPhrases(key, value, "set, da or en", into: &set.phrases)
      }
    }
    require("set", in: entry)
    vocabulary.sets.append(set)
  }

  private mutating func readSpellings(_ entry: Entry, _ part: WritableKeyPath<Vocabulary, [Spelling]>) {
    for (key, value) in entry.fields {
      guard let language = language(key) else {
        note(key, "unknown key \(quoted(key.string)): write da or en")
        continue
      }
      guard case .mapping(let words) = value else {
        note(value, "write the right word, a colon and in brackets the other ways of writing it")
        continue
      }
      for (word, variants) in words { readVariants(word, variants, language, part) }
    }
  }

  private mutating func readVariants(
    _ word: Node, _ variants: Node, _ language: Language, _ part: WritableKeyPath<Vocabulary, [Spelling]>
  ) {
    guard case .sequence(let items) = variants, let name = word.string else {
      return note(variants, "write the other ways of writing in brackets: [ik, ikk]")
    }
    let texts = items.map { text($0, "a word") }
    vocabulary[keyPath: part].append(Spelling(name, language, variants: texts))
  }

  // MARK: values

  private mutating func readPhrases(
    _ key: Node, _ value: Node, _ allowed: String, into phrases: inout [Phrase]
  ) {
    guard let language = language(key) else {
      return note(key, "unknown key \(quoted(key.string)): write \(allowed)")
    }
    guard case .sequence(let items) = value else {
      return note(value, "a list of phrases must stand here: [one, two] or a line with a hyphen for each")
    }
    for item in items {
      guard let phrase = phrase(item, language) else { continue }
      check.note(phrase)
      phrases.append(phrase)
    }
  }

  /// A phrase alone, or `phrase: mode`.
  private mutating func phrase(_ node: Node, _ language: Language) -> Phrase? {
    let line = node.mark?.line ?? 1
    if case .scalar(let scalar) = node { return Phrase(scalar.string, language, line: line) }
    guard case .mapping(let pair) = node, pair.count == 1, let (key, value) = pair.first,
      let text = key.string
    else {
      note(node, "no phrase: write the words, or the words, a colon and a mode")
      return nil
    }
    guard let mode = value.string.flatMap({ Mode($0) }) else {
      note(value, "unknown mode \(quoted(value.string)): write happened, arranged, declined or failed")
      return nil
    }
    return Phrase(text, language, mode: mode, line: line)
  }

  private mutating func id(_ node: Node) -> String {
    let id = text(node, "an id")
    let isPlain = id.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2D }
    if !isPlain { note(node, "the id \(quoted(id)) may hold only a–z, digits and hyphens") }
    let line = node.mark?.line ?? 1
    if let first = ids[id] {
      note(node, "the id \(quoted(id)) stands on line \(first) too: give each its own")
    }
    ids[id] = ids[id] ?? line
    return id
  }

  private mutating func readNames(_ node: Node, into kind: inout KindEntry) {
    guard case .mapping(let names) = node, let danish = names["da"]?.string,
      let english = names["en"]?.string, !danish.isEmpty, !english.isEmpty
    else { return note(node, "a name needs both languages: write {da: …, en: …}") }
    (kind.danish, kind.english) = (danish, english)
  }

  private mutating func readOnly(_ node: Node, into kind: inout KindEntry) {
    kind.isAlwaysHappened = node.string == Mode.happened.description
    if !kind.isAlwaysHappened { note(node, "unknown value \(quoted(node.string)): write only: happened") }
  }

  private mutating func flag(_ node: Node, _ name: String) -> Bool {
    if node.string == "yes" { return true }
    note(node, "unknown value \(quoted(node.string)): write \(name): yes, or take the line out")
    return false
  }

  private mutating func text(_ node: Node, _ what: String) -> String {
    if let text = node.string, !text.isEmpty { return text }
    note(node, "\(what) is missing: write it after the colon")
    return ""
  }

  private func language(_ key: Node) -> Language? { Language.allCases.first { $0.rawValue == key.string } }

  private mutating func require(_ key: String, in entry: Entry) {
    if entry.fields[key] == nil { note(entry.node, "the entry has no \(key): add the line “\(key): …”") }
  }

  private func quoted(_ text: String?) -> String { text.map { "“\($0)”" } ?? "that is no text" }
}
