internal import Events
internal import HashTree
internal import Journal
internal import Keyring

/// Two machines compare what they have, and send one another exactly what is missing: keys first, then
/// events.
///
/// Each message stands for itself and each batch is whole, so a meeting that is cut anywhere has left nothing
/// half, and the next one finds what is still missing.
public struct Meeting: Sendable {
  /// - Parameters:
  ///   - peer: the name of the other machine.
  ///   - ask: carries one message to the desk of `peer` and its answer back; what it throws ends the meeting.
  public static func run(
    _ here: MeetingDesk, peer: String, ask: (_ bytes: [UInt8]) async throws -> [UInt8]
  ) async throws -> MeetingReport {
    guard !here.access.isLockedOut(peer) else { throw MeetingError.peerIsLockedOut(peer) }
    var talk = Talk(here, peer)
    do {
      try await talk.run(ask)
    } catch is Garbled {
      throw MeetingError.garbled(peer)
    }
    return talk.report
  }
}

/// A meeting under way.
private struct Talk {
  typealias Ask = (_ bytes: [UInt8]) async throws -> [UInt8]
  let here: MeetingDesk
  let peer: String
  var report: MeetingReport
  /// What is missing here, and there.
  private var want: [Run] = []
  private var give: [Run] = []
  private var parted: [(EventID, TreeHash)] = []

  init(_ here: MeetingDesk, _ peer: String) {
    (self.here, self.peer, report) = (here, peer, MeetingReport(peer))
  }

  mutating func run(_ ask: Ask) async throws {
    let first = try await compare(ask)
    if !first.isEqual { try await findMissing(ask) }
    try await giveKeys(of: first.lacking, ask)
    try await wantKeys(of: try here.keyless(), ask)
    try await fetch(ask)
    try await push(ask)
    try await tellPartings(ask)
    report.keyless = try here.keyless()
    let isUntouched = first.isEqual && want.isEmpty && give.isEmpty
    report.equal = if isUntouched { true } else { try await compare(ask).isEqual }
    if report.equal { here.agree(with: peer) }
  }

  private func answer(_ question: Question, _ ask: Ask) async throws -> Reply {
    let reply = try Reply(try await ask(question.bytes))
    switch reply {
    case .lockedOut: throw MeetingError.lockedOut(by: peer)
    case .refused(let sentence): throw MeetingError.refused(by: peer, sentence: String(sentence.prefix(500)))
    default: return reply
    }
  }
}

// MARK: - What is missing

extension Talk {
  private func compare(_ ask: Ask) async throws -> (isEqual: Bool, lacking: [Handle]) {
    let digest = try here.ledger(with: peer) { $0.digest }
    guard case .compared(let isEqual, let lacking) = try await answer(.compare(digest), ask) else {
      throw Garbled()
    }
    return (isEqual, lacking)
  }

  private mutating func findMissing(_ ask: Ask) async throws {
    let theirs = try await origins(ask)
    let (own, name) = (try here.ledger(with: peer) { $0.heads }, here.journal.origin)
    if let there = theirs.first(where: { $0.origin == name }),
      there.last > own.first(where: { $0.origin == name })?.last ?? 0
    {
      report.newOrigin = try renewedOrigin()
    }
    let differing = Set(own).symmetricDifference(theirs)
    let names = Set(differing.map(\.origin)).sorted()
    let lists = try await blocks(names, theirs, ask)
    for list in try await self.lists(lists, ask) { try compare(list) }
    (want, give) = (want.joined(), give.joined())
  }

  /// More origins, or blocks, than any organisation comes to: four thousand million events.
  private static let most = 1 << 22

  private func renewedOrigin() throws -> UInt64 { try here.journal.renewOrigin() }

  private func origins(_ ask: Ask) async throws -> [OriginHead] {
    var (found, from): ([OriginHead], UInt64?) = ([], 0)
    while let start = from {
      guard case .origins(let heads, let next) = try await answer(.origins(from: start), ask) else {
        throw Garbled()
      }
      found += heads
      guard next ?? .max > start, found.count <= Self.most else { throw MeetingError.standsStill(peer) }
      from = next
    }
    return found
  }

  /// Compares the blocks of these origins.
  /// - Returns: those that both have and that differ.
  private mutating func blocks(
    _ names: [UInt64], _ theirs: [OriginHead], _ ask: Ask
  ) async throws -> [Block] {
    let (there, differ) = (Set(theirs.map(\.origin)), Set(names))
    var differing: [Block] = []
    var asked = names.filter(there.contains).map { Block(origin: $0, number: 0) }
    var found: [Block: TreeHash] = [:]
    while !asked.isEmpty {
      let part = Array(asked.prefix(MessageSize.handles))
      guard case .blocks(let heads, let next) = try await answer(.blocks(part), ask) else { throw Garbled() }
      for head in heads { found[head.block] = head.digest }
      guard found.count <= Self.most else { throw MeetingError.standsStill(peer) }
      let left = try rest(part, from: next)
      asked = left + asked.dropFirst(part.count)
    }
    for name in names {
      for own in try here.ledger(with: peer, { Array($0.blocks(Block(origin: name, number: 0))) }) {
        switch found.removeValue(forKey: own.block) {
        case nil: give.append(own.block.run)
        case own.digest: break
        default: differing.append(own.block)
        }
      }
    }
    want += found.keys.filter { differ.contains($0.origin) }.map(\.run)
    return differing
  }

  /// What is left of places that were asked for.
  private func rest(_ asked: [Block], from next: Block?) throws -> [Block] {
    guard let next else { return [] }
    guard let first = asked.first, next > first else { throw MeetingError.standsStill(peer) }
    return [next] + asked.filter { $0.origin > next.origin }
  }

  private func lists(_ blocks: [Block], _ ask: Ask) async throws -> [BlockList] {
    var (found, asked): ([BlockList], [Block]) = ([], blocks)
    while !asked.isEmpty {
      let part = Array(asked.prefix(MessageSize.handles))
      guard case .lists(let lists, let next) = try await answer(.lists(part), ask) else { throw Garbled() }
      found += lists
      if let next, next <= part[0] { throw MeetingError.standsStill(peer) }
      asked = (next.map { next in part.filter { $0 >= next } } ?? []) + asked.dropFirst(part.count)
    }
    return found
  }

  private mutating func compare(_ theirs: BlockList) throws {
    let origin = theirs.block.origin
    var own = Dictionary(
      uniqueKeysWithValues: try here.list(theirs.block, peer).leaves.map { ($0.sequence, $0.leaf) })
    for (sequence, leaf) in theirs.leaves {
      switch own.removeValue(forKey: sequence) {
      case nil: want.append(Run(origin: origin, first: sequence, last: sequence))
      case leaf: break
      case let other?: parted.append((EventID(origin: origin, sequence: sequence), other))
      }
    }
    give += own.keys.map { Run(origin: origin, first: $0, last: $0) }
  }
}

// MARK: - Keys, then events

extension Talk {
  private mutating func giveKeys(of handles: [Handle], _ ask: Ask) async throws {
    for part in handles.parts(of: MessageSize.keys) {
      let sealed = try here.sealedKeys(of: part, to: peer)
      guard !sealed.isEmpty else { continue }
      guard case .keysTaken(let kept, let parted) = try await answer(.giveKeys(sealed), ask) else {
        throw Garbled()
      }
      report.keysSent += min(kept, part.count)
      note(parted.map { Parting(.key($0), peer: peer) })
    }
  }

  /// - Returns: those for whom the peer has none for us, now or ever.
  @discardableResult
  private mutating func wantKeys(of handles: [Handle], _ ask: Ask) async throws -> Set<Handle> {
    var none: Set<Handle> = []
    for part in handles.parts(of: MessageSize.keys) {
      guard case .keys(let sealed, let destroyed, let withheld) = try await answer(.wantKeys(part), ask)
      else {
        throw Garbled()
      }
      let taken = try here.keep(sealed, from: peer)
      report.keysReceived += taken.kept.count
      note(taken.parted.map { Parting(.key($0), peer: peer) })
      none.formUnion(destroyed + withheld)
    }
    return none
  }

  private mutating func fetch(_ ask: Ask) async throws {
    var left = want
    while !left.isEmpty {
      let part = Array(left.prefix(MessageSize.handles))
      guard case .records(let records, let next) = try await answer(.fetch(part), ask) else {
        throw Garbled()
      }
      let there = try here.lacking(among: participants(of: records))
      let keyless = there.isEmpty ? [] : try await wantKeys(of: there, ask)
      if !records.isEmpty { note(try await here.take(records, keyless: keyless)) }
      let rest = try next.map { next in
        guard next > EventID(origin: part[0].origin, sequence: part[0].first) else {
          throw MeetingError.standsStill(peer)
        }
        return part.from(next)
      }
      left = (rest ?? []) + left.dropFirst(part.count)
    }
  }

  private mutating func push(_ ask: Ask) async throws {
    var (left, known, keyless): ([Run], Set<Handle>, Set<Handle>) = (give, [], [])
    while !left.isEmpty {
      let (records, next) = try here.records(left, peer)
      let new = participants(of: records).filter { known.insert($0).inserted }
      if !new.isEmpty { keyless.formUnion(try await giveKeys(lackedOf: new, ask)) }
      if !records.isEmpty {
        let without = participants(of: records).filter(keyless.contains)
        guard case .taken(let taken) = try await answer(.push(records, keyless: without), ask) else {
          throw Garbled()
        }
        note(taken, of: records.count)
      }
      left = next.map(left.from) ?? []
    }
  }

  /// Gives the keys that the peer lacks and may have.
  /// - Returns: those that it is not to wait for.
  private mutating func giveKeys(lackedOf handles: [Handle], _ ask: Ask) async throws -> Set<Handle> {
    guard case .lacking(let lacking) = try await answer(.lacking(handles), ask) else { throw Garbled() }
    let asked = Set(handles)
    let lacked = lacking.filter(asked.contains)
    try await giveKeys(of: lacked, ask)
    return try Set(
      lacked.filter {
        try !here.access.mayRead($0, peer: peer) || here.keyring.status(of: $0) == .destroyed
      })
  }

  /// In order, each once; none of a record that has no header, which is refused later.
  private func participants(of records: [[UInt8]]) -> [Handle] {
    let handles = records.compactMap { try? Header($0.span.bytes).handle }
    return Set(handles).filter { !$0.isOrganisation }.sorted()
  }

  private mutating func tellPartings(_ ask: Ask) async throws {
    note(parted.map { Parting(.event($0.0), peer: peer) })
    for part in parted.parts(of: MessageSize.keys) { _ = try await answer(.parted(part), ask) }
  }
}

// MARK: - What is told of it

extension Talk {
  private mutating func note(_ partings: [Parting]) {
    report.partings.formUnion(partings)
    here.remember(partings)
  }

  private mutating func note(_ taken: Taken) {
    report.received += taken.appended.count
    report.refused += taken.refused
    report.waiting.formUnion(taken.waiting)
    report.newOrigin = taken.newOrigin ?? report.newOrigin
    note(taken.parted.map { Parting(.event($0), peer: peer) })
  }

  private mutating func note(_ taken: TakenThere, of sent: Int) {
    report.sent += min(taken.appended, sent)
    report.refused += taken.refused.prefix(100).map { "\(peer): \($0.prefix(500))" }
    report.waiting.formUnion(taken.waiting)
    note(taken.parted.map { Parting(.event($0), peer: peer) })
  }
}

extension Array {
  fileprivate func parts(of count: Int) -> some Sequence<[Element]> {
    stride(from: 0, to: self.count, by: count).lazy.map {
      Array(self[$0..<Swift.min($0 + count, self.count)])
    }
  }
}
