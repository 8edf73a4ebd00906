import Yams

/// What the YAML parser found, as a sentence with its line.
enum YAMLProblem {
  static func problem(_ error: YamlError) -> VocabularyError.Problem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      .init(
        line: mark.line, text: "\(problem): set the text in quotation marks, or mend brackets and indents")
    case .duplicatedKeysInMapping(let keys, let context):
      .init(
        line: context.mark.line,
        text: "the key “\(keys.sorted().joined(separator: ", "))” stands twice in one entry: keep one")
    case .reader(let problem, let offset, _, let text):
      .init(line: line(of: offset, in: text), text: "\(problem): save the file as UTF-8")
    default:
      .init(line: 1, text: "the file is no YAML: \(error)")
    }
  }

  private static func line(of offset: Int?, in text: String) -> Int {
    1 + text.utf8.prefix(offset ?? 0).count { $0 == 0x0A }
  }
}
