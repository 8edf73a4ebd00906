/// What an event table is written as.
public enum EventFormat: String, CaseIterable, Sendable {
  case jsonLines = "jsonl"
  case csv
  case parquet
  case xes
  case ocelJSON = "ocel-json"
  case ocelSQLite = "ocel-sqlite"
  case cloudEvents = "cloudevents"
}
