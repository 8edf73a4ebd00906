internal import Events
internal import HashTree
internal import Journal
internal import Keyring
internal import Synchronization

extension MeetingDesk {
  /// Answers what another machine asks in a meeting. Never throws: what cannot be answered is answered with a
  /// sentence. Nothing that `peer` sends is trusted.
  /// - Parameter peer: the name of the machine, as the broker has seen to it.
  public func answer(_ bytes: [UInt8], from peer: String) -> [UInt8] {
    if access.isLockedOut(peer) { return Reply.lockedOut.bytes }
    do {
      return try reply(to: Question(bytes), peer).bytes
    } catch is Garbled {
      return Reply.refused("the question cannot be read here: install the same version on both machines")
        .bytes
    } catch {
      return Reply.refused("\(error)").bytes
    }
  }

  private func reply(to question: Question, _ peer: String) throws -> Reply {
    switch question {
    case .compare(let digest): try compared(digest, peer)
    case .origins(let from): try origins(from, peer)
    case .blocks(let from): try blocks(from, peer)
    case .lists(let blocks): try lists(blocks, peer)
    case .fetch(let runs): try Reply.records(records(runs, peer))
    case .wantKeys(let handles): try keys(of: handles, peer)
    case .giveKeys(let sealed): try takeKeys(sealed, peer)
    case .lacking(let handles): .lacking(try lacking(among: handles))
    case .push(let records, let keyless): try taken(records, keyless, peer)
    case .parted(let ids): try parted(ids, peer)
    }
  }

  private func compared(_ digest: TreeHash, _ peer: String) throws -> Reply {
    let end = try journal.end
    let isEqual = try ledger(with: peer) { $0.digest } == digest
    compared.withLock { $0[peer] = Compared(isEqual: isEqual, end: end) }
    if isEqual { agree(with: peer) }
    let lacking = try keyless().prefix(MessageSize.handles)
    return .compared(isEqual: isEqual, lacking: Array(lacking))
  }

  private func origins(_ from: UInt64, _ peer: String) throws -> Reply {
    try ledger(with: peer) { ledger in
      let left = ledger.heads.filter { $0.origin >= from }
      let most = MessageSize.usual / 64
      return .origins(Array(left.prefix(most)), next: left.count > most ? left[most].origin : nil)
    }
  }

  private func blocks(_ from: [Block], _ peer: String) throws -> Reply {
    try ledger(with: peer) { ledger in
      var heads: [BlockHead] = []
      for first in from {
        for head in ledger.blocks(first) {
          if heads.count == MessageSize.usual / 64 { return .blocks(heads, next: head.block) }
          heads.append(head)
        }
      }
      return .blocks(heads, next: nil)
    }
  }

  private func lists(_ blocks: [Block], _ peer: String) throws -> Reply {
    var (lists, bytes) = ([BlockList](), 0)
    for block in blocks {
      if bytes > MessageSize.usual - 40_960 { return .lists(lists, next: block) }
      let list = try list(block, peer)
      bytes += 32 + list.leaves.count * 34
      lists.append(list)
    }
    return .lists(lists, next: nil)
  }

  private func taken(_ records: [[UInt8]], _ keyless: [Handle], _ peer: String) throws -> Reply {
    let taken = try take(records, keyless: Set(keyless))
    remember(taken.parted.map { Parting(.event($0), peer: peer) })
    return .taken(TakenThere(taken))
  }

  /// Only what is really other here.
  private func parted(_ ids: [(EventID, TreeHash)], _ peer: String) throws -> Reply {
    for (id, leaf) in ids {
      guard let position = try journal.position(of: id), let record = try journal.record(at: position),
        TreeHash.leaf(record.span.bytes) != leaf
      else { continue }
      remember([Parting(.event(id), peer: peer)])
    }
    return .noted
  }
}

extension Reply {
  fileprivate static func records(_ found: (records: [[UInt8]], next: EventID?)) -> Reply {
    .records(found.records, next: found.next)
  }
}

// MARK: - What both sides look up

extension MeetingDesk {
  /// The records of one block that both of us keep.
  func list(_ block: Block, _ peer: String) throws -> BlockList {
    var list = BlockList(block: block, leaves: [])
    try journal.records(of: block.origin, in: block.sequences) { _, header, record in
      if isInScope(header, peer) { list.leaves.append((header.id.sequence, .leaf(record))) }
      return true
    }
    return list
  }

  /// Records looked at for one message, so that no read transaction lives long.
  private static let longestLook = 65_536

  /// As many records as one message takes, in the order of the runs.
  /// - Returns: them, and the id from which to go on; nil when these are all.
  func records(_ runs: [Run], _ peer: String) throws -> (records: [[UInt8]], next: EventID?) {
    var (found, bytes, look): ([[UInt8]], Int, Int) = ([], 0, 0)
    for run in runs {
      var next: EventID?
      try journal.records(of: run.origin, in: run.first...run.last) { _, header, record in
        look += 1
        if bytes > 0 && bytes + record.byteCount > MessageSize.usual || look > Self.longestLook {
          next = header.id
          return false
        }
        guard isInScope(header, peer) else { return true }
        found.append(record.array(0..<record.byteCount))
        bytes += record.byteCount + 8
        return true
      }
      if let next { return (found, next) }
    }
    return (found, nil)
  }

  /// Of these participants those whose key is not here and was not destroyed here.
  func lacking(among handles: [Handle]) throws -> [Handle] {
    try handles.filter { try !$0.isOrganisation && keyring.status(of: $0) == .unknown }
  }
}
