/// A log of cases as IEEE 1849 (XES) tells it: everything in its order, with its type and in the letters in which it
/// stood, so that what was read can be written again.
///
/// A file of XES is a log with `extensions`, `globals`, `classifiers`, `attributes`, `traces` and `events`, in this
/// order. Whoever makes one from something else needs only traces with events that have `concept:name` and
/// `time:timestamp`; see ``Attribute/name(_:)`` and ``Attribute/time(_:)``.
public struct CaseLog: Hashable, Sendable {
  /// `xes.version`, a decimal number: `1849.2016`.
  public var version = "1849.2016"
  /// `xes.features`: words, as `nested-attributes`. Empty leaves it out.
  public var features = ""
  public var extensions: [Extension] = []
  public var globals: [Global] = []
  public var classifiers: [Classifier] = []
  public var attributes: [Attribute] = []
  public var traces: [Trace] = []
  /// Events that belong to no trace.
  public var events: [Event] = []

  public init() {}

  /// A vocabulary of keys that begin with `prefix:`.
  public struct Extension: Hashable, Sendable {
    public var name, prefix, uri: String
    public init(name: String, prefix: String, uri: String) {
      (self.name, self.prefix, self.uri) = (name, prefix, uri)
    }
  }

  /// Attributes that each trace or each event has; the values are what one has that lacks them.
  public struct Global: Hashable, Sendable {
    /// `trace` or `event`; nil as it was not said, which means `event`.
    public var scope: String?
    public var attributes: [Attribute]
    public init(scope: String?, _ attributes: [Attribute]) {
      (self.scope, self.attributes) = (scope, attributes)
    }
  }

  /// The keys whose values, together, say what an event (or a trace) is.
  public struct Classifier: Hashable, Sendable {
    public var name: String
    public var scope: String?
    /// Divided by blanks.
    public var keys: String
    public init(name: String, scope: String? = nil, keys: String) {
      (self.name, self.scope, self.keys) = (name, scope, keys)
    }
  }

  public struct Trace: Hashable, Sendable {
    public var attributes: [Attribute]
    public var events: [Event]
    public init(_ attributes: [Attribute] = [], events: [Event] = []) {
      (self.attributes, self.events) = (attributes, events)
    }
    public subscript(key: String) -> Attribute? { attributes.first { $0.key == key } }
  }

  public struct Event: Hashable, Sendable {
    public var attributes: [Attribute]
    public init(_ attributes: [Attribute] = []) { self.attributes = attributes }
    public subscript(key: String) -> Attribute? { attributes.first { $0.key == key } }
  }

  /// A key with a value, and attributes of its own.
  public struct Attribute: Hashable, Sendable {
    public var type: AttributeType
    public var key: String
    /// In the letters of the file, after its entities were read. A list, a container and `values` have none.
    public var value: String
    /// What stands within it. Of a list the one of type `values` holds its elements, in their order.
    public var attributes: [Attribute]

    public init(_ type: AttributeType, _ key: String, _ value: String = "", attributes: [Attribute] = []) {
      (self.type, self.key, self.value, self.attributes) = (type, key, value, attributes)
    }

    public static func name(_ name: String) -> Attribute { Attribute(.string, "concept:name", name) }

    /// - Parameter time: with date, time of day and offset, as `2025-03-07T18:30:00+01:00`.
    public static func time(_ time: String) -> Attribute { Attribute(.date, "time:timestamp", time) }
  }

  /// As the elements are called.
  public enum AttributeType: String, CaseIterable, Sendable {
    case string, date, int, float, boolean, id, list
    /// Of the text of the standard and of older files; the schema of 2020 does not know it.
    case container
    /// The elements of a list. Its key may be empty, where the file gave none.
    case values
  }
}

extension CaseLog.Extension {
  public static let concept = Self(
    name: "Concept", prefix: "concept", uri: "http://www.xes-standard.org/concept.xesext")
  public static let time = Self(
    name: "Time", prefix: "time", uri: "http://www.xes-standard.org/time.xesext")
  public static let lifecycle = Self(
    name: "Lifecycle", prefix: "lifecycle", uri: "http://www.xes-standard.org/lifecycle.xesext")
  public static let organisation = Self(
    name: "Organizational", prefix: "org", uri: "http://www.xes-standard.org/org.xesext")
  public static let identity = Self(
    name: "Identity", prefix: "identity", uri: "http://www.xes-standard.org/identity.xesext")
}
