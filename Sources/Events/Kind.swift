internal import Synchronization

/// What a line can tell, by its id in the vocabulary: `mitid`, `debt-advice`, `door-opened`.
///
/// Every id is kept once for the life of the process, so that kinds are told apart by one number. Making one
/// from a text looks it up; what a fold asks for again and again is made once.
@safe
public struct Kind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible
{
  /// Counts kinds in the order in which this process heard of them: stored nowhere, and no order of anything.
  public var number: Int { unsafe name._withUnsafeGuaranteedRef { $0.number } }
  public var rawValue: String { unsafe name._withUnsafeGuaranteedRef { $0.text } }

  private let name: Unmanaged<Name>

  public init(rawValue: String) { self.init(rawValue) }
  public init(stringLiteral id: String) { self.init(id) }
  public init(_ id: String) {
    unsafe name = Kind.names.withLock { unsafe Unmanaged.passUnretained($0.of(id)) }
  }

  public static func == (a: Kind, b: Kind) -> Bool { unsafe a.name.toOpaque() == b.name.toOpaque() }
  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  public var description: String { rawValue }

  private static let names = Mutex(Names())
}

extension Kind: CustomReflectable {
  /// A kind is its id; the number is how this process tells it apart, and stands on nobody.
  public var customMirror: Mirror { Mirror(self, children: ["rawValue": rawValue]) }
}

extension Kind: Comparable {
  public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
}

/// A kind's id. Kept for ever, so that a kind need not count who holds it.
private final class Name: Sendable {
  let text: String
  let number: Int

  init(_ text: String, number: Int) { (self.text, self.number) = (text, number) }
}

private struct Names {
  private var byText: [String: Name] = [:]

  mutating func of(_ text: String) -> Name {
    if let name = byText[text] { return name }
    let name = Name(text, number: byText.count)
    byText[text] = name
    return name
  }
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
