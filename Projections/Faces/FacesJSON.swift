import Events

/// What machines get: the meetings, and what follows from them.
extension Faces: Encodable {
  private enum Key: String, CodingKey { case ours, known, meetings }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if !isEmpty { try container.encode(ours, forKey: .ours) }
    try container.encode(known, forKey: .known)
    try container.encode(meetings, forKey: .meetings)
  }
}
