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
    /// What the stream is called there.
    public let stream: String
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
  /// nil where it has something that no plan of ours says.
  let config: StreamConfig?
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
    let name: String
    let external: External?
    let lag: Int?
    let active: Int?
  }
  let state: State
  let cluster: Cluster?
  let sources: [Source]?
}

/// The same answer once more: what it was told to be.
private struct Configured: Decodable { let config: StreamConfig }
/// Whether it says at all how it was told to be.
private struct Configurable: Decodable {
  struct Something: Decodable {}
  let config: Something?
}

extension StreamState {
  /// Whether the stream is as this plan says, but for who reads it.
  public func follows(_ plan: StreamPlan) -> Bool { config == StreamConfig(plan) }

  /// - Throws: `unconfigured` where the broker does not say how the stream is to be: nobody could tell then whether it
  ///   drops what it should keep.
  init(info data: Data, of stream: String) throws {
    guard try JSONDecoder().decode(Configurable.self, from: data).config != nil else {
      throw BrokerError.unconfigured(stream: stream)
    }
    let info = try JSONDecoder().decode(StreamInfo.self, from: data)
    (messages, bytes) = (info.state.messages, info.state.bytes)
    (first, last) = (info.state.first_seq, info.state.last_seq)
    leader = info.cluster?.leader.flatMap { $0.isEmpty ? nil : $0 }
    followers = (info.cluster?.replicas ?? []).map { replica in
      Follower(name: replica.name, isCurrent: replica.current && replica.offline != true)
    }
    // Nil is told by whoever asks for it, as `BrokerError.unconfigured`; the figures above hold without it.
    config = try? JSONDecoder().decode(Configured.self, from: data).config
    sources = (info.sources ?? []).map { source in
      // $JS.DOMAIN.API
      let parts = source.external?.api.split(separator: ".") ?? []
      let silence = source.active.flatMap { $0 < 0 ? nil : Duration.nanoseconds($0) }
      return Coming(
        domain: parts.count == 3 ? String(parts[1]) : "", stream: source.name, lag: source.lag ?? 0,
        silence: silence)
    }
  }
}
