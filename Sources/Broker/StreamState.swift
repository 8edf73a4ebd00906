internal import Foundation

/// What a stream holds, and who carries it.
public struct StreamState: Hashable, Sendable {
  /// Another server that keeps the same stream.
  public struct Follower: Hashable, Sendable {
    public let name: String
    /// Has all that the leader has.
    public let isCurrent: Bool
  }

  /// A stream that comes into this one.
  public struct Coming: Hashable, Sendable {
    public let domain: String
    /// Messages that have not come yet, as far as is known.
    public let lag: Int
    /// Since something came from there, be it only that it lives; nil when nothing ever did.
    public let silence: Duration?
  }

  public let messages: Int
  public let bytes: Int
  /// Sequence numbers of the stream: 0 when it never held anything.
  public let first: Int
  public let last: Int
  /// nil for a server alone, and while a leader is chosen.
  public let leader: String?
  public let followers: [Follower]
  public let sources: [Coming]
}

/// StreamInfo of the JetStream API; durations in nanoseconds, -1 for never.
private struct StreamInfo: Decodable {
  struct State: Decodable {
    let messages: Int
    let bytes: Int
    let first_seq: Int
    let last_seq: Int
  }
  struct Cluster: Decodable {
    let leader: String?
    let replicas: [Replica]?
  }
  struct Replica: Decodable {
    let name: String
    let current: Bool
    let offline: Bool?
  }
  struct Source: Decodable {
    struct External: Decodable { let api: String }
    let external: External?
    let lag: Int?
    let active: Int?
  }
  let state: State
  let cluster: Cluster?
  let sources: [Source]?
}

extension StreamState {
  init(info: Data) throws {
    let info = try JSONDecoder().decode(StreamInfo.self, from: info)
    (messages, bytes) = (info.state.messages, info.state.bytes)
    (first, last) = (info.state.first_seq, info.state.last_seq)
    leader = info.cluster?.leader.flatMap { $0.isEmpty ? nil : $0 }
    followers = (info.cluster?.replicas ?? []).map { replica in
      Follower(name: replica.name, isCurrent: replica.current && replica.offline != true)
    }
    sources = (info.sources ?? []).map { source in
      // $JS.DOMAIN.API
      let parts = source.external?.api.split(separator: ".") ?? []
      let silence = source.active.flatMap { $0 < 0 ? nil : Duration.nanoseconds($0) }
      return Coming(domain: parts.count == 3 ? String(parts[1]) : "", lag: source.lag ?? 0, silence: silence)
    }
  }
}
