internal import Access
internal import Events
internal import Faces
internal import Notebook
internal import Rebuild

extension Visit {
  /// Whether this helper may see the participant: has met them, or serves a stop where they come.
  func sees(_ person: Handle) throws -> Bool {
    guard let seat else { return false }
    guard let faces = try notebook.engine.view(Faces.self, of: person) else { return true }
    return faces.helpers.contains(seat.name) || !Set(faces.places).isDisjoint(with: seat.stops)
  }
}
