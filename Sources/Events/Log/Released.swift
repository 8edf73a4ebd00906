/// A release that left for a study: what is needed to answer for it, and nothing of its secrets.
public struct Released: Hashable, Sendable {
  public var study: String
  /// Under which the key of the release lies; nil in events of before it was told, as all that follows.
  public var handle: Handle?
  /// `A`, `B` or `C`.
  public var tier = ""
  /// Who asked, and for which institution.
  public var recipient = ""
  public var institution = ""
  /// In words that a participant understands.
  public var question = ""
  /// Up to which position of this machine's log was read.
  public var position: UInt64 = 0
  /// SHA-256 of the policy's text and of the manifest.
  public var policy: [UInt8] = []
  public var manifest: [UInt8] = []
  public var participants = 0
  public var events = 0
  /// Releases to this recipient that are recalled by this one.
  public var supersedes: [Handle] = []
  /// What was spent of everybody's budget of noise (tier C).
  public var spent: [Spending] = []

  public init(study: String, _ handle: Handle? = nil) { (self.study, self.handle) = (study, handle) }

  /// One draw of noise.
  public struct Spending: Hashable, Sendable {
    /// SHA-256 of what was asked.
    public var query: [UInt8]
    /// `discrete-laplace` or `discrete-gaussian`.
    public var mechanism: String
    /// ε of a Laplace number, as a fraction; 0 of a Gaussian one, which has none.
    public var numerator: UInt64
    public var denominator: UInt64
    /// Whom one draw covers: always the participant, for life.
    public var unit = "participant"
    /// In billionths, rounded up: ρ; ε at δ = 10⁻⁶; and the same ε of all releases before this draw, and after it.
    public var rho: UInt64 = 0
    public var atDelta: UInt64 = 0
    public var before: UInt64 = 0
    public var after: UInt64 = 0

    public init(_ query: [UInt8], mechanism: String, _ numerator: UInt64, _ denominator: UInt64) {
      (self.query, self.mechanism) = (query, mechanism)
      (self.numerator, self.denominator) = (numerator, denominator)
    }
  }
}

extension Released {
  /// The fields of `body.proto` beside the study's name.
  func write(to writer: inout WireWriter) {
    guard let handle else { return }
    writer.message(39) { inner in
      inner.element(1, handle.bytes)
      inner.text(2, tier)
      inner.text(3, recipient)
      inner.text(4, institution)
      inner.text(5, question)
      inner.number(6, position)
      inner.data(7, policy)
      inner.data(8, manifest)
      inner.number(9, participants)
      inner.number(10, events)
      for handle in supersedes { inner.element(11, handle.bytes) }
      for spending in spent { inner.message(12) { spending.write(to: &$0) } }
    }
  }

  /// Takes all but the study's name.
  mutating func take(_ field: WireField, _ body: RawSpan) throws(WireError) {
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: handle = try body.handle(part)
      case 2: tier = body.text(part.bytes)
      case 3: recipient = body.text(part.bytes)
      case 4: institution = body.text(part.bytes)
      case 5: question = body.text(part.bytes)
      case 6: position = part.value
      case 7: policy = body.array(part.bytes)
      case 8: manifest = body.array(part.bytes)
      case 9: participants = Int(clamping: part.value)
      case 10: events = Int(clamping: part.value)
      case 11: supersedes.append(try body.handle(part))
      case 12: spent.append(try Spending(part, body))
      default: break
      }
    }
  }
}

extension Released.Spending {
  fileprivate init(_ field: WireField, _ body: RawSpan) throws(WireError) {
    self.init([], mechanism: "", 0, 1)
    var reader = WireReader(field.bytes)
    while let part = try reader.next(in: body) {
      switch part.number {
      case 1: query = body.array(part.bytes)
      case 2: mechanism = body.text(part.bytes)
      case 3: numerator = part.value
      case 4: denominator = part.value
      case 5: unit = body.text(part.bytes)
      case 6: rho = part.value
      case 7: atDelta = part.value
      case 8: before = part.value
      case 9: after = part.value
      default: break
      }
    }
  }

  fileprivate func write(to writer: inout WireWriter) {
    writer.data(1, query)
    writer.text(2, mechanism)
    writer.number(3, numerator)
    writer.number(4, denominator)
    writer.text(5, unit)
    writer.number(6, rho)
    writer.number(7, atDelta)
    writer.number(8, before)
    writer.number(9, after)
  }
}

extension [UInt8] {
  /// Two lower-case hexadecimal digits for each byte.
  public var hexadecimal: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
