public import Events

/// How steady our faces have been to one person: four figures about us, each as k of n, so that what the
/// literature gives as a share is k/n. Where two of us go together, a helper stands for every crew that the
/// helper was in, and crews are the same face when they have one in common; with one helper each time they
/// are the published figures.
///
/// Definitions: BMC Health Services Research 22:7953, table 2; J Am Board Fam Med, continuity of care, table
/// 1. Example: A A B A A C A A has UPC 6/8, COC 15/28, SECON 3/7, and a known face 5 times of 7.
public struct Continuity: Hashable, Encodable, Sendable {
  /// Usual provider continuity, max nᵢ / N: how often the helper came who came most.
  public let upc: OutOf
  /// Bice and Boxerman's index, (Σ nᵢ² − N) / (N (N − 1)): of all pairs of meetings, how many had a face in
  /// common.
  public let coc: OutOf
  /// Sequential continuity: how often somebody came who had been there the time before.
  public let secon: OutOf
  /// How often somebody came who had been there before at all (own figure).
  public let knownFace: OutOf

  /// - Parameter crews: who came, meeting after meeting.
  public init(_ crews: [Set<String>]) {
    var times: [String: Int] = [:]
    var (coc, secon, knownFace) = (OutOf(), OutOf(), OutOf())
    for (index, crew) in crews.enumerated() {
      if index > 0 {
        secon.count(!crew.isDisjoint(with: crews[index - 1]))
        knownFace.count(crew.contains { times[$0] != nil })
        for earlier in crews[..<index] { coc.count(!crew.isDisjoint(with: earlier)) }
      }
      for helper in crew { times[helper, default: 0] += 1 }
    }
    upc = OutOf(times.values.max() ?? 0, of: crews.count)
    (self.coc, self.secon, self.knownFace) = (coc, secon, knownFace)
  }
}

extension Faces {
  /// Of all our meetings with the person.
  public var ours: Continuity { Continuity(meetings.map { Set($0.crew) }) }
}
