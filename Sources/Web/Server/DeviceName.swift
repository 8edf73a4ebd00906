/// What kind of device asks, as far as its browser says: enough to know one's own devices apart, and no more.
enum DeviceName {
  /// `Chrome, Android`
  static func of(_ agent: String) -> String {
    let parts = [browsers, systems].compactMap { known in known.first { agent.contains($0.sign) }?.name }
    return parts.joined(separator: ", ")
  }

  /// The first that fits: later ones also claim to be earlier ones.
  private static let browsers: [(sign: String, name: String)] = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"),
  ]

  private static let systems: [(sign: String, name: String)] = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "Chromebook"),
    ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
  ]
}
