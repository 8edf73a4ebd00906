import Foundation

extension Target {
  /// Runs inputs and changes of them until the time is up, without a look at what they reach: what is left of a
  /// fuzzer where nothing is built for one. The same seed tries the same inputs, as far as it comes.
  /// - Parameter failed: is told an input of which a property does not hold.
  /// - Returns: how many inputs were run.
  public func exercise(
    _ corpus: [[UInt8]], seconds: Double, seed: UInt64, failed: (_ input: [UInt8], _ error: any Error) -> Void
  ) -> Int {
    let end = Date().addingTimeInterval(seconds)
    var (random, tried) = (Mutation(seed: seed), 0)
    func attempt(_ input: [UInt8]) {
      do { try run(input) } catch { failed(input, error) }
      tried += 1
    }
    for input in corpus { attempt(input) }
    while Date() < end { attempt(Array(random.changed(corpus).prefix(longest))) }
    return tried
  }
}

/// Small changes of known inputs: bits, bytes, numbers, pieces copied, taken out and put in.
struct Mutation {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  private mutating func number() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  private mutating func below(_ bound: Int) -> Int { Int(number() % UInt64(max(1, bound))) }

  mutating func changed(_ corpus: [[UInt8]]) -> [UInt8] {
    guard !corpus.isEmpty else { return (0..<below(64)).map { _ in UInt8(below(256)) } }
    var input = corpus[below(corpus.count)]
    for _ in 0...below(5) { change(&input, corpus) }
    return input
  }

  private mutating func change(_ input: inout [UInt8], _ corpus: [[UInt8]]) {
    guard !input.isEmpty else { return input.append(UInt8(below(256))) }
    let place = below(input.count)
    let piece = place..<min(input.count, place + 1 + below(16))
    switch below(8) {
    case 0: input[place] ^= 1 << UInt8(below(8))
    case 1: input[place] = UInt8(below(256))
    case 2: input[place] = [0, 1, 0x7F, 0x80, 0xFF][below(5)]
    case 3: input.insert(contentsOf: input[piece], at: below(input.count))
    case 4: input.removeSubrange(piece)
    case 5: input.replaceSubrange(piece, with: piece.map { _ in 0xFF })
    case 6: input.insert(UInt8(below(256)), at: place)
    default:
      let other = corpus[below(corpus.count)]
      let start = below(other.count)
      input.insert(contentsOf: other[start..<min(other.count, start + 1 + below(64))], at: place)
    }
  }
}
