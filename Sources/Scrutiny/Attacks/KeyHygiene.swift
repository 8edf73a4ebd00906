internal import Foundation
internal import Releases

/// Whether pseudonyms say who bears them: names of the log in another spelling, HMACs under a key that anybody
/// might guess, or an order that is the order in which people came.
struct KeyHygiene {
  let written: Written
  let truth: Truth

  var figures: [Figure] { [guessed, order] }

  private var guessed: Figure {
    let pids = Set(written.table.cases)
    let hits = truth.released.count { person in
      !person.handle.isEmpty && Self.spellings(person.handle).contains { pids.contains($0) }
    }
    return Figure(
      "pseudonyms-guessed", Double(hits), limit: 0,
      danish: "\(hits) pseudonymer kunne regnes ud af deltagerens interne navn uden nøglen.",
      english: "\(hits) pseudonyms could be worked out from the participant's internal name without the key.")
  }

  /// What a careless hand, or somebody who guesses, would make of a handle.
  static func spellings(_ handle: [UInt8]) -> Set<String> {
    let hex = Digest.hex(handle)
    var spelled: Set<String> = [
      hex, hex.uppercased(), Digest.base32(handle), Data(handle).base64EncodedString(),
    ]
    for message in [handle, Array(hex.utf8)] {
      let digests = [Digest.sha256(message)] + guesses.map { Digest.hmac(message, key: $0) }
      for digest in digests { spelled.formUnion([Digest.hex(digest), Digest.base32(digest)]) }
    }
    return Set(spelled.flatMap { [$0, String($0.prefix(16))] })
  }

  private static let guesses: [[UInt8]] =
    ["", "tillid", "secret", "key", "participant", "research", "password", "hemmelig", "nøgle"]
    .map { Array($0.utf8) }
    + [
      [UInt8](repeating: 0, count: 16), [UInt8](repeating: 0, count: 32), [UInt8](repeating: 255, count: 32),
    ]

  /// Kendall's τ between the order of the rows and that of coming. Where nothing ties the two, it lies about 0 with
  /// the variance 2(2n+5)/9n(n-1) (Kendall, Rank Correlation Methods, 1938). The limit leaves room for five standard
  /// errors: an order that does follow that of coming passes it by far, and chance keeps back one sound release in
  /// two million.
  private var order: Figure {
    let place = Dictionary(
      truth.enrolled.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let places = written.table.cases.compactMap { place[$0] }
    let tau = abs(Self.tau(places))
    let n = Double(max(places.count, 2))
    let limit = max(0.05, 5 * (2 * (2 * n + 5) / (9 * n * (n - 1))).squareRoot())
    return Figure(
      "order-enrolment", tau, limit: limit,
      danish: "Rækkefølgen følger ikke den, deltagerne kom i: Kendalls τ er \(shown(tau)).",
      english: "The order does not follow that in which participants came: Kendall's τ is \(shown(tau)).")
  }

  /// Of numbers that are all different, against their own order; by counting inversions while they are merged.
  static func tau(_ places: [Int]) -> Double {
    guard places.count > 1 else { return 0 }
    var (sorted, inversions, width) = (places, 0, 1)
    while width < sorted.count {
      for start in stride(from: 0, to: sorted.count, by: 2 * width) {
        let middle = min(start + width, sorted.count)
        let end = min(start + 2 * width, sorted.count)
        inversions += merge(&sorted, start, middle, end)
      }
      width *= 2
    }
    let pairs = places.count * (places.count - 1) / 2
    return 1 - 2 * Double(inversions) / Double(pairs)
  }

  private static func merge(_ all: inout [Int], _ start: Int, _ middle: Int, _ end: Int) -> Int {
    var (left, right, inversions) = (start, middle, 0)
    var merged: [Int] = []
    while left < middle || right < end {
      if right == end || (left < middle && all[left] < all[right]) {
        merged.append(all[left])
        left += 1
      } else {
        merged.append(all[right])
        inversions += middle - left
        right += 1
      }
    }
    all.replaceSubrange(start..<end, with: merged)
    return inversions
  }
}
