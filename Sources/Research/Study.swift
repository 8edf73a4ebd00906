public import Releases

/// A release that is being made: what was asked for, and the handle under whose key its secrets lie.
public struct Study: Sendable {
  public var policy: Policy

  public init(_ policy: Policy) { self.policy = policy }
}
