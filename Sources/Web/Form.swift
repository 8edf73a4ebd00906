internal import Foundation

/// Fields with their values, in the order in which they were sent: of a query, a form, or an object in JSON.
struct Form: Sendable, Equatable {
  private(set) var fields: [(name: String, value: String)] = []

  init() {}

  static func == (one: Form, other: Form) -> Bool { one.fields.elementsEqual(other.fields, by: ==) }

  /// The first of this name; nil where there is none, or nothing in it.
  subscript(name: String) -> String? {
    fields.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// All of this name.
  func all(_ name: String) -> [String] { fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

  func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

  mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }
}

extension Form {
  /// `application/x-www-form-urlencoded`, as the URL Standard has it.
  /// - Throws: `WebRefusal.badForm` where bytes are no UTF-8.
  init(encoded text: some StringProtocol) throws(WebRefusal) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Form.plain(parts[0]), let value = Form.plain(parts.count > 1 ? parts[1] : "") else {
        throw .badForm
      }
      add(name, value)
    }
  }

  private static func plain(_ text: some StringProtocol) -> String? {
    String(text).replacing("+", with: " ").removingPercentEncoding
  }

  /// An object of texts, numbers, yes and no, and lists of these.
  init(json: [UInt8]) throws(WebRefusal) {
    guard !json.isEmpty else { return }
    let object: [String: Value]
    do { object = try JSONDecoder().decode([String: Value].self, from: Data(json)) } catch { throw .badForm }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      for text in value.texts { add(name, text) }
    }
  }

  /// What may stand behind a name in JSON.
  private enum Value: Decodable {
    case texts([String])

    var texts: [String] { if case .texts(let texts) = self { texts } else { [] } }

    init(from decoder: any Decoder) throws {
      let one = try decoder.singleValueContainer()
      if one.decodeNil() {
        self = .texts([])
      } else if let text = try? one.decode(String.self) {
        self = .texts([text])
      } else if let isSo = try? one.decode(Bool.self) {
        self = .texts([isSo ? "true" : "false"])
      } else if let number = try? one.decode(Int.self) {
        self = .texts(["\(number)"])
      } else {
        self = .texts(try one.decode([String].self))
      }
    }
  }
}
