internal import Foundation

/// Text that can be mailed: named fields, and bytes in base 64, between two lines that say what it is. What stands
/// before and after is passed over.
struct Armour {
  typealias Field = (name: String, value: String)

  /// `REQUEST`, `ANSWER`.
  var kind: String
  var fields: [Field]
  var bytes: [UInt8] = []

  private func edge(_ word: String) -> String { "-----\(word) TILLID \(kind)-----" }

  var text: String {
    let named = fields.map { "\($0.name): \($0.value)" }
    let coded = Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    let body = bytes.isEmpty ? [] : ["", coded]
    return ([edge("BEGIN")] + named + body + [edge("END")]).joined(separator: "\n") + "\n"
  }

  init(_ kind: String, _ fields: [Field], _ bytes: [UInt8] = []) {
    (self.kind, self.fields, self.bytes) = (kind, fields, bytes)
  }

  /// - Parameter file: named where the text is not whole.
  init(_ kind: String, reading text: String, from file: String) throws(MachinesError) {
    self.init(kind, [])
    // A line end as some mail programs make it is one character, and not two.
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces.union(.controlCharacters)) }
    guard let start = lines.firstIndex(of: edge("BEGIN")),
      let end = lines[start...].firstIndex(of: edge("END"))
    else { throw .notWhole(file) }
    var coded = ""
    for line in lines[(start + 1)..<end] {
      if let colon = line.firstIndex(of: ":") {
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        fields.append((String(line[..<colon]), value))
      } else {
        coded += line
      }
    }
    guard let data = Data(base64Encoded: coded) else { throw .notWhole(file) }
    bytes = Array(data)
  }
}
