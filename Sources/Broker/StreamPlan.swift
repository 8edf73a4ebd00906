internal import Foundation

/// A stream as it should be: on files, without age, never dropping what it has.
public struct StreamPlan: Hashable, Sendable {
  /// A stream of another domain whose messages come into this one.
  public struct Source: Hashable, Sendable {
    public var stream: String
    public var domain: String
    /// Below which subject they travel, so that the other may be allowed just that.
    public var way: String

    public init(stream: String, domain: String, way: String) {
      (self.stream, self.domain, self.way) = (stream, domain, way)
    }
  }

  public var name: String
  public var subjects: [String]
  /// 1, or 3 where there are three servers.
  public var replicas: Int
  public var sources: [Source]
  /// All who read it; nil when each makes its own reader.
  public var readers: [Reader]?
  /// What the stream may take on the disk; nil for what the broker's store may.
  public var mostBytes: Int?

  public init(
    _ name: String, subjects: [String], replicas: Int = 1, sources: [Source] = [], readers: [Reader]? = nil,
    mostBytes: Int? = nil
  ) {
    (self.name, self.subjects, self.replicas, self.sources) = (name, subjects, replicas, sources)
    (self.readers, self.mostBytes) = (readers, mostBytes)
  }
}

/// StreamConfig of the JetStream API; durations in nanoseconds.
struct StreamConfig: Codable, Hashable {
  struct External: Codable, Hashable {
    let api: String
    let deliver: String
  }
  struct Source: Codable, Hashable {
    let name: String
    let external: External
  }
  let name: String
  let subjects: [String]?
  let num_replicas: Int
  let sources: [Source]?
  let max_bytes: Int
  var retention = "limits"
  var storage = "file"
  var discard = "new"
  var max_consumers = -1
  var max_msgs = -1
  var max_msg_size = -1
  var max_age = 0
  var duplicate_window = 600_000_000_000
  var deny_delete = true
  var deny_purge = true

  init(_ plan: StreamPlan) {
    (name, subjects, num_replicas) = (plan.name, plan.subjects, plan.replicas)
    max_bytes = plan.mostBytes ?? -1
    let sources = plan.sources.map { source in
      Source(name: source.stream, external: External(api: "$JS.\(source.domain).API", deliver: source.way))
    }
    self.sources = sources.isEmpty ? nil : sources
  }
}

private struct StreamNames: Decodable { let streams: [String]? }

/// What is asked without more words.
struct Nothing: Encodable {}

extension BrokerConnection {
  /// Makes the stream, or changes it to be so; where it is, nothing is asked of the broker. May be called again at
  /// any time.
  ///
  /// - Throws: `refused`, or after `patience` why the broker does not answer: a cluster that begins chooses its
  ///   leaders for ten seconds.
  public func ensure(_ plan: StreamPlan, patience: Duration = .seconds(30)) async throws(BrokerError) {
    try await ensure(plan.name, patience: patience) { _ in plan }
  }

  /// - Parameter plan: told how the stream is now; nil where there is none.
  public func ensure(
    _ name: String, patience: Duration = .seconds(30), _ plan: (StreamState?) -> StreamPlan
  ) async throws(BrokerError) {
    let state = try await stream(name, patience: patience)
    let plan = plan(state)
    if state?.follows(plan) != true {
      let verb = state == nil ? "CREATE" : "UPDATE"
      let config = StreamConfig(plan)
      _ = try await manage("STREAM.\(verb).\(name)", config, domain: nil, patience: patience).get()
    }
    if let readers = plan.readers { try await ensure(readers, of: name, patience: patience) }
  }

  /// Has every other stream of our own broker that takes this subject take something else, so that `name` can. What
  /// lies in them stays.
  public func retire(
    _ subject: String, for name: String, patience: Duration = .seconds(30)
  ) async throws(BrokerError) {
    let answer = try await manage("STREAM.NAMES", ["subject": subject], domain: nil, patience: patience).get()
    guard let names = try? JSONDecoder().decode(StreamNames.self, from: answer) else {
      throw .refused(what: "the names of streams", code: 0, said: "its answer cannot be read")
    }
    for old in names.streams ?? [] where old != name {
      try await ensure(StreamPlan(old, subjects: ["tillid.old.\(old)"]), patience: patience)
    }
  }

  /// What a stream holds; nil when there is none of that name.
  public func stream(
    _ name: String, domain: String? = nil, patience: Duration = .seconds(5)
  ) async throws(BrokerError) -> StreamState? {
    let answer = try await manage("STREAM.INFO.\(name)", Nothing(), domain: domain, patience: patience)
    do {
      return try StreamState(info: answer.get(), of: name)
    } catch BrokerError.refused(_, JetStreamRefusal.streamNotFound, _) {
      return nil
    } catch let error as BrokerError {
      throw error
    } catch {
      throw .refused(what: name, code: 0, said: "it answers what cannot be read: \(error)")
    }
  }
}
