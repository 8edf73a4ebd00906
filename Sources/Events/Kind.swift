/// What a line can tell, by its id in the vocabulary: `mitid`, `debt-advice`, `door-opened`.
public struct Kind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible
{
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ id: String) { self.init(rawValue: id) }
  public init(stringLiteral id: String) { self.init(rawValue: id) }

  public var description: String { rawValue }
}

extension Kind: Comparable {
  public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
}

/// Whether what a line tells took place. Codes are stored and never reused.
public enum Mode: UInt8, CaseIterable, Sendable, CustomStringConvertible {
  case happened = 0
  case arranged = 1
  case declined = 2
  case failed = 3

  public var description: String {
    switch self {
    case .happened: "happened"
    case .arranged: "arranged"
    case .declined: "declined"
    case .failed: "failed"
    }
  }

  public init?(_ name: String) {
    guard let mode = Mode.allCases.first(where: { $0.description == name }) else { return nil }
    self = mode
  }
}
