/// How long each step took.
final class Stopwatch {
  private(set) var seconds: [String: Double] = [:]

  func time<R>(_ step: String, _ body: () throws -> R) rethrows -> R {
    let start = ContinuousClock.now
    defer {
      let (whole, part) = (ContinuousClock.now - start).components
      seconds[step, default: 0] += (Double(whole) + Double(part) / 1e18).rounded3
    }
    return try body()
  }
}
