/// How much of each column is told, for all participants alike. Lifting only goes up.
struct Levels: Hashable {
  /// For each kind of the traces.
  var kinds: [KindLevel]
  /// Whether modes are told.
  var modes: Bool
  /// How often times were made wider; `TimeScale.widths` says how often they can be.
  var time = 0
  var place: PlaceLevel
  var worker: WorkerLevel
}

enum KindLevel: Int { case leaf, category, contact, never }
enum PlaceLevel: Int, CaseIterable { case municipality, region, none }
enum WorkerLevel: Int, CaseIterable { case pseudonym, role, none }

extension PlaceLevel {
  var name: String { ["municipality", "region", "none"][rawValue] }
}

extension WorkerLevel {
  var name: String { ["pseudonym", "role", "none"][rawValue] }
}
