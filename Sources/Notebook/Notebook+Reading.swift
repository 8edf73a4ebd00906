public import Events
internal import Names
internal import Reading
public import Rebuild

extension Notebook {
  /// What a new data folder begins with: the words by which lines are read, and empty views.
  public func prepare(_ yaml: [UInt8]) throws {
    try append([told(.vocabularyAdopted(yaml: yaml), .organisation, Telling(""))])
    try engine.rebuild(jobs: 1, progress: Progress(total: 0))
  }

  /// Serves the views that were rehearsed, adopts their words where they are new, and writes both down.
  public func switchViews(_ telling: Telling = Telling("")) throws -> Switched {
    try engine.switchToRehearsed { try save([told($0, .organisation, telling)]) }
  }

  /// Serves the views of before, takes their words into use again where others are, and writes both down.
  public func switchViewsBack(_ telling: Telling = Telling("")) throws -> Switched {
    try engine.switchBack { try save([told($0, .organisation, telling)]) }
  }

  /// Kinds that a line tells, as they are written on the command line: KIND or KIND:MODE.
  public func kinds(_ words: [String]) throws -> [GivenReading] {
    try named(words).map { GivenReading($0.kind, $0.mode ?? .happened) }
  }

  /// Kinds that a line does not tell: KIND in whatever mode, or KIND:MODE.
  public func kinds(not words: [String]) throws -> [GivenReading] {
    try named(words).flatMap { kind, mode in
      (mode.map { [$0] } ?? Mode.allCases).map { GivenReading(kind, $0, holds: false) }
    }
  }

  private func named(_ words: [String]) throws -> [(kind: Kind, mode: Mode?)] {
    guard !words.isEmpty else { return [] }
    let known = Set(try engine.words().kinds.map(\.kind))
    return try words.map { word in
      let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
      let kind = Kind(parts.first ?? "")
      guard known.contains(kind) else {
        throw NotebookError.noSuchKind(
          word,
          similar: known.filter { $0.rawValue.contains(kind.rawValue.prefix(4)) }.map(\.rawValue).sorted())
      }
      guard parts.count > 1 else { return (kind, nil) }
      guard let mode = Mode(parts[1]) else { throw NotebookError.noSuchMode(word) }
      return (kind, mode)
    }
  }

  /// Answers what a mentioned person is called, for those who may see it; nil for the erased and for those who
  /// no longer agree to be remembered.
  public func namesMentioned() throws -> (Handle) -> String? {
    { handle in
      // Whatever stands in the way, the person is then shown without a name.
      guard let standing = try? self.standing(of: handle), standing.allows(.care),
        let name = try? self.name(of: handle), !name.isEmpty
      else { return nil }
      return name
    }
  }
}
