internal import Access

/// The first page, which is another for each role.
enum Home {
  static let routes: [Route] = [
    .get("/", .signedIn, "Goes to the first page of whoever asks.") { visit in
      .done(to: place(visit.seat?.roles ?? []), told: First(page: place(visit.seat?.roles ?? [])))
    }.answering(First.self)
  ]

  private static func place(_ roles: Set<Role>) -> String {
    if roles.contains(.helper) { return "/tonight" }
    if roles.contains(.admin) { return "/admin" }
    return roles.contains(.researcher) ? "/research" : "/me"
  }

  struct First: Encodable, Sendable {
    let page: String
  }
}
