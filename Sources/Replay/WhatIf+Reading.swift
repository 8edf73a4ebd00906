import Releases
import Yams

extension WhatIf {
  /// A file of this form; every part may be left out.
  ///
  ///     kinds: {asked-for-help: [help], support: [bridge, thing]}   # new name: what becomes it
  ///     times: {0-30: [0-7, 8-30]}
  ///     places: {Nord: [Nordjylland, Midtjylland]}
  ///     dropped: [meal]
  ///     modes: apart            # or merged
  ///     figures: {least: 20, window: 5, landmark: 91, kinds: [door-opened]}
  ///     stages: {help: [help], bridge: [bridge], granted: [granted]}
  public init(yaml text: String) throws(ReplayError) {
    self.init()
    for (key, value) in try Self.pairs(Self.composed(text), "the file") {
      switch key.text {
      case "kinds": regrouped[.kind] = try Self.groups(value)
      case "times": regrouped[.time] = try Self.groups(value, isTime: true)
      case "places": regrouped[.place] = try Self.groups(value)
      case "workers": regrouped[.worker] = try Self.groups(value)
      case "dropped": dropped = Set(try Self.texts(value))
      case "modes": modes = try Self.modes(value)
      case "figures": try readFigures(value)
      case "stages": stages = try Self.stages(value)
      default:
        throw Self.bad(
          key, "‘\(key.text)’ is no part: kinds, times, places, workers, dropped, modes, figures or stages")
      }
    }
  }

  private static func composed(_ text: String) throws(ReplayError) -> Node {
    do {
      guard let root = try Yams.compose(yaml: text) else {
        throw ReplayError.badWhatIf(line: 1, "the file is empty: begin with kinds:")
      }
      return root
    } catch let error as ReplayError {
      throw error
    } catch let error as YamlError {
      throw .badWhatIf(line: error.line, "no YAML: \(error.problem)")
    } catch {
      throw .badWhatIf(line: 1, "no YAML: \(error)")
    }
  }

  private mutating func readFigures(_ node: Node) throws(ReplayError) {
    for (key, value) in try Self.pairs(node, "figures") {
      switch key.text {
      case "least": least = try Self.number(value, from: 2)
      case "window": window = try Self.number(value, from: 1)
      case "landmark": landmark = try Self.number(value, from: 1)
      case "kinds": kinds = try Self.texts(value)
      default: throw Self.bad(key, "‘\(key.text)’ is nothing of a figure: least, window, landmark or kinds")
      }
    }
  }

  /// What each of the old values becomes; none stands twice.
  private static func groups(_ node: Node, isTime: Bool = false) throws(ReplayError) -> [String: String] {
    var names: [String: String] = [:]
    for (key, value) in try pairs(node, "it") {
      if isTime {
        do throws(ReplayError) { _ = try ReleasedTime(key.text) } catch { throw bad(key, "\(error)") }
      }
      for old in try texts(value) {
        guard names.updateValue(key.text, forKey: old) == nil else {
          throw bad(value, "‘\(old)’ becomes two things: leave it out of one")
        }
      }
    }
    return names
  }

  private static func stages(_ node: Node) throws(ReplayError) -> [FigureTerms.Stage] {
    var stages: [FigureTerms.Stage] = []
    for (key, value) in try pairs(node, "stages") {
      stages.append(FigureTerms.Stage(key.text, Set(try texts(value)), hasModes: key.text == "bridge"))
    }
    return stages
  }

  private static func modes(_ node: Node) throws(ReplayError) -> Modes {
    guard let modes = Modes(rawValue: node.text) else { throw bad(node, "modes is apart or merged") }
    return modes
  }

  private static func pairs(_ node: Node, _ what: String) throws(ReplayError) -> [(Node, Node)] {
    guard case .mapping(let pairs) = node else {
      throw bad(node, "\(what) must hold lines of the form ‘name: value’")
    }
    return pairs.map { ($0.key, $0.value) }
  }

  private static func texts(_ node: Node) throws(ReplayError) -> [String] {
    switch node {
    case .scalar: return [node.text]
    case .sequence(let nodes): return nodes.map(\.text)
    default: throw bad(node, "here stands a name, or a list of names in [ ]")
    }
  }

  private static func number(_ node: Node, from least: Int) throws(ReplayError) -> Int {
    guard let number = Int(node.text), number >= least else {
      throw bad(node, "here stands a whole number from \(least)")
    }
    return number
  }

  private static func bad(_ node: Node, _ text: String) -> ReplayError {
    .badWhatIf(line: node.mark?.line ?? 1, text)
  }
}

extension Node {
  /// As it is written, also where it looks like a number or a date.
  fileprivate var text: String { if case .scalar(let scalar) = self { scalar.string } else { "" } }
}

extension YamlError {
  fileprivate var line: Int {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: 1
    }
  }

  fileprivate var problem: String {
    switch self {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
      problem
    default: "it cannot be read"
    }
  }
}
