import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.takingTurns) struct DescriptionTests {
  private static func described() throws -> [String: JSON] {
    guard case .object(let all) = Description.of(Route.all, at: "http://127.0.0.1:0"),
      case .object(let paths)? = all["paths"]
    else { return [:] }
    return paths
  }

  @Test("Every route that programs may take is described, and no other")
  func allRoutes() throws {
    let wanted = Set(Route.all.filter { !$0.isForPeople }.map { "/api" + $0.path })
    #expect(Set(try Self.described().keys) == wanted)
  }

  @Test("Whatever is shown has a shape: nothing is read that is just anything")
  func shapes() {
    for route in Route.all where !route.isForPeople && route.method == .get {
      #expect(route.told != nil, "\(route.row) says nothing of its answer: .answering(Told.self)")
    }
  }

  private struct Leaf: Encodable, Sendable { let words: String }
  private struct Tree: Encodable, Sendable {
    let name: String
    var maybe: Int?
    let leaves: [Leaf]
    let below: [Tree]
    let by: [String: Bool]
  }

  @Test("A shape is what is encoded: what may be missing is not required, and a tree may hold trees")
  func shape() throws {
    var shapes = Shapes()
    guard case .object(let named) = shapes.shape(of: Tree.self), case .text(let place)? = named["$ref"] else {
      Issue.record("a type with fields has a name")
      return
    }
    let tree = try #require(shapes.named[String(place.split(separator: "/").last ?? "")])
    guard case .object(let fields) = tree, case .object(let properties)? = fields["properties"] else {
      Issue.record("\(tree)")
      return
    }
    #expect(fields["required"] == ["name", "leaves", "below", "by"])
    #expect(properties["maybe"] == ["type": "integer"])
    #expect(properties["below"] == ["type": "array", "items": ["$ref": .text(place)]])
    #expect(properties["by"] == ["type": "object", "additionalProperties": ["type": "boolean"]])
  }
}
