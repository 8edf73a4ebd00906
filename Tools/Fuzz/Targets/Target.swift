/// One door through which bytes come in from outside, and what must hold whatever they are. A crash, an endless
/// loop, and a property that does not hold are the three things that are looked for.
public struct Target: Sendable {
  public let name: String
  /// The longest input worth trying, in bytes.
  public let longest: Int
  let check: @Sendable ([UInt8]) throws -> Void

  init(_ name: String, longest: Int, check: @escaping @Sendable ([UInt8]) throws -> Void) {
    (self.name, self.longest, self.check) = (name, longest, check)
  }

  /// Throws `Broken` where a property does not hold.
  public func run(_ input: [UInt8]) throws { try check(input) }

  public static let all: [Target] = [
    .record, .stored, .story, .vocabulary, .line, .time, .note, .file, .xes, .csv, .cloudEvents,
  ]
}

/// A property that does not hold.
public struct Broken: Error, CustomStringConvertible {
  public let description: String
}

func hold(_ property: @autoclosure () throws -> Bool, _ name: String) throws {
  guard try property() else { throw Broken(description: name) }
}

/// Takes an input apart.
struct Cutter {
  private var rest: ArraySlice<UInt8>
  init(_ input: [UInt8]) { rest = input[...] }

  var isAtEnd: Bool { rest.isEmpty }

  /// 0 at the end.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// As many bytes as there are, at most `count`.
  mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func all() -> [UInt8] { bytes(rest.count) }
}
