public import Events
internal import Foundation
public import Keyring
public import Rebuild

/// What one region adds to a tally of the whole organisation: of each region once, and once of all that belongs to
/// none, they add up to what a hub shows. Sums and nothing of anybody, sealed under the organisation's key.
public struct RegionFigures: Sendable {
  /// Empty for what belongs to no region, which a hub counts.
  public var region: String
  public var machine: String
  public var made: Moment
  /// By which code and which words it was counted.
  public var view: ViewVersion
  public var tally: Tally

  public init(_ region: String, _ machine: String, made: Moment, _ view: ViewVersion, _ tally: Tally) {
    (self.region, self.machine, self.made, self.view, self.tally) = (region, machine, made, view, tally)
  }

  private static let kind = "FIGURES"

  private var fields: [Armour.Field] {
    [
      ("region", region), ("machine", machine), ("made", "\(made.milliseconds)"), ("view", view.view),
      ("fingerprint", view.fingerprint),
    ]
  }

  /// The clear lines are bound to what is sealed.
  private static func binding(_ fields: [Armour.Field]) -> [UInt8] {
    Array(fields.map { "\($0.name): \($0.value)\n" }.joined().utf8)
  }

  /// A text that can be mailed.
  public func text(_ keyring: Keyring) throws -> String {
    let sealed = try keyring.seal(tally.stored, for: .organisation, binding: Self.binding(fields))
    return Armour(Self.kind, fields, sealed).text
  }

  /// - Throws: `notWhole` for anything but such a text of this organisation.
  public init(_ text: String, from file: String, _ keyring: Keyring) throws {
    let armour = try Armour(Self.kind, reading: text, from: file)
    let named = Dictionary(armour.fields.map { ($0.name, $0.value) }) { first, _ in first }
    guard let region = named["region"], let machine = named["machine"], let view = named["view"],
      let made = named["made"].flatMap(Int64.init), let fingerprint = named["fingerprint"],
      let plain = try? keyring.open(
        armour.bytes, for: .organisation, binding: Self.binding(armour.fields)),
      let tally = try? Tally(stored: plain.span.bytes)
    else { throw MachinesError.notWhole(file) }
    self.init(
      region, machine, made: Moment(milliseconds: made), ViewVersion(view: view, fingerprint: fingerprint),
      tally)
  }

  /// All together.
  /// - Parameter regions: of the fleet.
  /// - Throws: `figures` where one is missing, is there twice, or was counted by other words.
  public static func sum(_ parts: [Self], regions: [String]) throws(MachinesError) -> Tally {
    for part in parts where parts.count(where: { $0.region == part.region }) > 1 {
      throw .figuresTwice(part.region)
    }
    let missing = ([""] + regions).filter { region in !parts.contains { $0.region == region } }
    guard missing.isEmpty else { throw .figuresMissing(missing) }
    if let other = parts.first(where: { $0.view != parts[0].view }) {
      throw .figuresDiffer(parts[0].machine, other.machine)
    }
    var sum = Tally()
    for part in parts { sum.add(part.tally) }
    sum.settle()
    return sum
  }
}

extension Membership {
  /// The region whose figures this machine tells; empty for a machine that keeps all.
  public var figuresRegion: String { asKnown.map { $0.keepsAll ? "" : $0.region } ?? settings.region ?? "" }

  /// Whose figures these are: what belongs to that region and to no other.
  public var ownSelection: Selection {
    let own = figuresRegion
    return Selection(person: { self.region(of: $0) == own }, event: { self.region(of: $0) == own })
  }
}
