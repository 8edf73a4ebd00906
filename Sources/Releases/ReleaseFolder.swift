/// Where what lies in a release. The folder is handed out as it is; what only we may see lies in the data folder.
///
///     datapackage.json                  the manifest
///     events/part=00/events.jsonl.gz    the events, JSON Lines, cut by a hash of the pseudonym
///     parquet/part=00/events.parquet    the same
///     events.csv.gz  events.xes.gz  events.ocel.json  events.ocel.sqlite  events.cloudevents.jsonl.gz
///     schema.json                       names and types of the columns
///     READ-ME.md                        the guarantee in plain words
///     croissant.json  datacite.json     the manifest once more, for catalogues
public struct ReleaseFolder: Hashable, Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  public var manifest: String { path + "/datapackage.json" }
  public var schema: String { path + "/schema.json" }
  public var readMe: String { path + "/READ-ME.md" }
  public var croissant: String { path + "/croissant.json" }
  public var dataCite: String { path + "/datacite.json" }

  /// From 0; written with two digits.
  public func events(part: Int) -> String { "\(path)/events/part=\(padded(part))/events.jsonl.gz" }
  public func parquet(part: Int) -> String { "\(path)/parquet/part=\(padded(part))/events.parquet" }

  /// A file beside the parts: `csv.gz`, `xes.gz`, `ocel.json`, `ocel.sqlite`, `cloudevents.jsonl.gz`.
  public func events(ending: String) -> String { "\(path)/events.\(ending)" }

  private func padded(_ part: Int) -> String { part < 10 ? "0\(part)" : "\(part)" }
}
