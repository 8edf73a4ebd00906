internal import Keyring

/// Random bits of the system, fetched a page at a time: an audit takes millions, and a call of the system for each
/// was most of its time. For audits alone; noise that leaves is drawn from the system itself.
struct AuditBits: RandomNumberGenerator {
  private var page: [UInt8] = []
  private var system = SystemRandomNumberGenerator()

  mutating func next() -> UInt64 {
    // Where no page can be had, the system is asked for each.
    if page.isEmpty { page = (try? randomBytes(8 << 12)) ?? [] }
    guard !page.isEmpty else { return system.next() }
    let word = page.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    page.removeLast(8)
    return word
  }
}
