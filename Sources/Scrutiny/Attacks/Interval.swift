/// Bounds of a share that was seen in some tries.
enum Interval {
  /// The upper end of the 95 % interval of Wilson (1927).
  static func wilsonUpper(_ share: Double, of tries: Int) -> Double {
    guard tries > 0 else { return 1 }
    let (n, z) = (Double(tries), 1.959_963_985)
    let middle = share + z * z / (2 * n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return min(1, (middle + half) / (1 + z * z / n))
  }
}
