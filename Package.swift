// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is held to this. Memory safety is strict where bytes and C are handled.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  // Folds are generic over projections that live in other modules, and a rebuild runs them for every event.
  .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
let careful: [SwiftSetting] = strict + [.strictMemorySafety()]
/// Ten thousand phrases are made ready in a tenth of a second, or in three seconds where nothing is optimised: too
/// long for tests that start the program hundreds of times. So is a check of every pattern, and so are keys, which
/// handle each byte of what every command reads.
let optimised: SwiftSetting = .unsafeFlags(["-O"], .when(configuration: .debug))
let fast: [SwiftSetting] = strict + [optimised]

/// One folder under Projections each; `Sources/Catalogues/Catalogue.swift` is the other place that lists them.
let projections = [
  "Brief",
  "Consent",
  "Faces",
  "Matters",
  "Names",
  "Promises",
  "Reach",
  "Readers",
  "Stops",
  "Timeline",
  "Trust",
  "Words",
]

func ours(
  _ name: String, _ dependencies: [Target.Dependency] = [], path: String? = nil,
  exclude: [String] = [], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = strict
) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let folds: [Target.Dependency] = projections.map { .target(name: $0) }

/// What is installed.
let product: [Target] = [
  .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
  .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
  .systemLibrary(name: "CQRCode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
  .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
  ours("LMDB", ["CLMDB"], settings: careful + [.enableExperimentalFeature("Lifetimes")]),
  ours("Events", exclude: ["Log/body.proto"], settings: careful),
  ours("HashTree", ["CCrypto"], settings: careful),
  ours("Markup", ["Events"]),
  .target(name: "CVocabulary", exclude: ["vocabulary"]),
  ours(
    "Reading", ["Events", "CStemmer", "CVocabulary", .product(name: "Yams", package: "Yams")],
    settings: fast),
  ours("Search", ["Reading", "Events"]),
  ours("Journal", ["LMDB", "HashTree", "Events"]),
  ours("Keyring", ["LMDB", "Events", "CCrypto"], settings: careful + [optimised]),
  ours("Backup", ["Journal", "HashTree", "Keyring", "Events"], settings: careful),
  ours("Rebuild", ["Journal", "HashTree", "Keyring", "Reading", "Events", "LMDB"]),
  ours("Notebook", ["Rebuild", "Search", "Journal", "Keyring", "Reading", "Events", "Names", "Words"]),
  ours("Catalogues", ["Rebuild"] + folds),
  ours("Access", ["Keyring", "LMDB", "Events", "CQRCode"], settings: careful),
  .target(name: "CPages", exclude: ["pages"]),
]

/// What leaves for research, and what comes in from elsewhere.
let research: [Target] = [
  ours("Releases", ["Events", "CZlib", .product(name: "Yams", package: "Yams")]),
  ours("Formats", ["Releases", "CCrypto", "CZlib", "CSQLite"]),
  ours("Anonymity", ["Releases", "Keyring", "Events"], settings: fast),
  ours("Scrutiny", ["Releases", "Events", "CCrypto", "CZlib"]),
  ours("Noise", ["Releases", "Events"]),
  ours("Replay", ["Releases", "Markup", "Events", .product(name: "Yams", package: "Yams")]),
  ours(
    "Broadcast",
    [
      "Replay", "Releases",
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
    ]),
  ours(
    "Research",
    [
      "Anonymity", "Scrutiny", "Noise", "Formats", "Releases", "Notebook", "Rebuild", "Journal", "HashTree",
      "Keyring", "Reading", "Events",
    ]),
  ours(
    "Exchange",
    [
      "Formats", "Releases", "Notebook", "Rebuild", "Journal", "Keyring", "Reading", "Markup", "Events",
      .product(name: "Yams", package: "Yams"),
    ] + folds),
]

/// What several machines are to one another.
let machines: [Target] = [
  // Only the headers of libnats-dev are needed to build: the library itself is opened by those who have a broker.
  .target(name: "CNATS"),
  ours("Broker", ["CNATS"], settings: careful),
  ours(
    "Certificates",
    [
      .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "SwiftASN1", package: "swift-asn1"),
      .product(name: "X509", package: "swift-certificates"),
    ]),
  ours("Meeting", ["Journal", "HashTree", "Keyring", "Events"], exclude: ["meeting.proto"]),
  ours(
    "Machines",
    [
      "Broker", "Certificates", "Meeting", "Notebook", "Rebuild", "Journal", "Keyring", "Events",
      .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
    ], exclude: ["machines.proto"]),
  ours(
    "Carrier",
    [
      "Broker", "Machines", "Meeting", "Notebook", "Rebuild", "Journal", "Keyring", "LMDB", "Events",
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    ]),
]

/// The pages, and the commands.
let surface: [Target] = [
  ours(
    "Web",
    [
      "Access", "Backup", "CPages", "Machines", "Research", "Replay", "Formats", "Releases", "Notebook",
      "Rebuild", "Journal",
      "Keyring", "Reading", "Markup", "Events",
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "HummingbirdTLS", package: "hummingbird"),
      .product(name: "Mustache", package: "swift-mustache"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOFoundationCompat", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "JWTKit", package: "jwt-kit"),
    ] + folds),
  .executableTarget(
    name: "tillid",
    dependencies: [
      "Web", "Carrier", "Machines", "Access", "Catalogues", "Research", "Replay", "Broadcast", "Exchange",
      "Anonymity", "Scrutiny",
      "Noise",
      "Formats", "Releases", "Notebook", "Rebuild", "Backup", "Journal", "HashTree", "Keyring", "LMDB",
      "Reading", "Markup",
      "Events", "Simulation",
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      .product(name: "Logging", package: "swift-log"),
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ] + folds, swiftSettings: strict),
]

/// What measures, tries and imitates it.
let tools: [Target] = [
  ours("Simulation", ["Events"], path: "Tools/Simulator"),
  .executableTarget(
    name: "tillid-bench",
    dependencies: [
      "Catalogues", "Meeting", "Notebook", "Rebuild", "Journal", "HashTree", "Keyring", "Reading", "Markup",
      "Events", "Simulation",
    ] + folds, path: "Tools/Benchmarks",
    exclude: ["Anonymity", "Broker", "Noise", "Peers", "Runs", "Scrutiny"],
    swiftSettings: strict),
  ours(
    "InventedTraces", ["Anonymity", "Releases", "Events"], path: "Tools/Benchmarks/Anonymity/Invented"),
  .executableTarget(
    name: "tillid-anonymity-bench", dependencies: ["InventedTraces", "Anonymity", "Releases"],
    path: "Tools/Benchmarks/Anonymity/Command", swiftSettings: strict),
  .executableTarget(
    name: "tillid-noise-bench",
    dependencies: ["InventedTraces", "Research", "Anonymity", "Noise", "Releases", "Keyring", "Events"],
    path: "Tools/Benchmarks/Noise", swiftSettings: strict),
  .executableTarget(
    name: "tillid-broker-bench", dependencies: ["Broker"], path: "Tools/Benchmarks/Broker",
    swiftSettings: strict),
  .executableTarget(
    name: "tillid-scrutiny-bench",
    dependencies: ["InventedTraces", "Anonymity", "Formats", "Scrutiny", "Releases", "Events"],
    path: "Tools/Benchmarks/Scrutiny", swiftSettings: strict),
  ours(
    "Tampering",
    [
      "Catalogues", "Notebook", "Rebuild", "Journal", "Keyring", "Reading", "Events", "Simulation", "LMDB",
    ],
    path: "Tools/Hostile/Tampering"),
  .executableTarget(
    name: "tillid-hostile", dependencies: ["Tampering"], path: "Tools/Hostile/Command",
    swiftSettings: strict),
  ours(
    "FuzzTargets",
    [
      "StoryTelling", "Exchange", "Formats", "Notebook", "Reading", "HashTree", "Events", "Markup", "LMDB",
    ] + folds,
    path: "Tools/Fuzz/Targets"),
  .executableTarget(
    name: "tillid-formats", dependencies: ["Formats", "Releases"], path: "Tools/Research/formats/Command",
    swiftSettings: strict),
  .target(name: "CPowerCut", path: "Tools/Soak/PowerCut"),
  .target(name: "CWatching", path: "Tools/Soak/Watching"),
  .executableTarget(
    name: "tillid-replay-bench", dependencies: ["Replay", "Formats", "Releases"],
    path: "Tools/Research/Bench", swiftSettings: strict),
  .executableTarget(
    name: "tillid-soak",
    dependencies: [
      "Catalogues", "Notebook", "Rebuild", "Journal", "Keyring", "LMDB", "Events", "CWatching",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ] + folds, path: "Tools/Soak", exclude: ["PowerCut", "Watching", "thread.supp"],
    swiftSettings: strict),
]

/// What holds it to its laws.
let suites: [Target] = [
  ours("TestGround", path: "Tests/TestGround"),
  ours("StoryTelling", ["Events", "Markup"], path: "Tests/StoryTelling", exclude: ["kinds.tsv"]),
  tests("LawTests", ["Events", "Markup", "StoryTelling"] + folds),
  tests("EventsTests", ["TestGround", "Events"]),
  tests("ReadingTests", ["TestGround", "Reading", "Events"]),
  .testTarget(
    name: "SearchTests", dependencies: ["Search", "Reading", "Events"],
    exclude: ["Held-out.txt", "Lines.txt", "Queries.txt"], swiftSettings: strict),
  tests("LMDBTests", ["TestGround", "LMDB"], settings: careful),
  tests("HashTreeTests", ["TestGround", "HashTree"]),
  tests("JournalTests", ["TestGround", "Journal", "HashTree", "LMDB", "Events"]),
  tests("BackupTests", ["TestGround", "Backup", "Journal", "HashTree", "Keyring", "Events"]),
  tests("KeyringTests", ["TestGround", "Keyring", "LMDB", "Events"]),
  tests(
    "RebuildTests",
    [
      "Catalogues", "Rebuild", "Notebook", "Journal", "HashTree", "Keyring", "Reading", "Events",
      "Simulation",
      "StoryTelling",
    ] + folds),
  tests(
    "MeetingTests",
    [
      "Meeting", "Catalogues", "Notebook", "Rebuild", "Journal", "HashTree", "Keyring", "Reading", "Events",
      "StoryTelling",
    ]),
  tests("SimulationTests", ["Simulation", "Events"]),
  tests("HostileTests", ["Tampering", "FuzzTargets", "Reading", "Events", "LMDB"]),
  tests("AccessTests", ["Access", "Keyring", "LMDB", "Events"]),
  tests(
    "WebTests",
    [
      "Web", "tillid", "Access", "Catalogues", "Machines", "Notebook", "Rebuild", "Journal", "Keyring",
      "Reading",
      "Events", "Simulation",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "Hummingbird", package: "hummingbird"),
      .product(name: "JWTKit", package: "jwt-kit"),
      .product(name: "Logging", package: "swift-log"),
    ] + folds),
  tests("CommandTests", ["tillid", "Keyring", "Events", "LMDB"]),
  tests("ReleasesTests", ["Releases", "Events"]),
  tests("FormatsTests", ["Formats", "Releases", "CZlib", "CSQLite"]),
  tests("AnonymityTests", ["Anonymity", "InventedTraces", "Releases", "Keyring", "Events"]),
  tests("ScrutinyTests", ["TestGround", "Scrutiny", "InventedTraces", "Anonymity", "Formats", "Releases"]),
  tests("NoiseTests", ["TestGround", "Noise", "Releases", "Events"]),
  tests("ReplayTests", ["Replay", "Formats", "Releases", "Markup", "Events"] + folds),
  tests(
    "BroadcastTests",
    [
      "Broadcast", "Replay", "Releases",
      .product(name: "AsyncHTTPClient", package: "async-http-client"),
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOHTTP1", package: "swift-nio"),
      .product(name: "HTTPTypes", package: "swift-http-types"),
      .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      .product(name: "Logging", package: "swift-log"),
    ]),
  tests(
    "ResearchTests",
    [
      "Research", "Anonymity", "Scrutiny", "Noise", "Formats", "Releases", "Catalogues", "Notebook",
      "Rebuild",
      "Journal", "Keyring", "Reading", "Simulation", "Events",
    ]),
  .testTarget(
    name: "ExchangeTests",
    dependencies: [
      "TestGround",
      "Exchange", "Formats", "Releases", "Catalogues", "Notebook", "Rebuild", "Journal", "Keyring", "Reading",
      "Readers", "Words", "Events",
    ], exclude: ["Logs"], swiftSettings: strict),
  tests("BrokerTests", ["TestGround", "Broker", "Certificates"]),
  tests(
    "CarrierTests",
    [
      "TestGround", "Carrier", "Broker", "Machines", "Meeting", "Notebook", "Rebuild", "Journal", "Keyring",
      "Events",
    ]),
  tests(
    "MachinesTests",
    [
      "TestGround", "Machines", "Meeting", "Exchange", "Catalogues", "Notebook", "Rebuild", "Reach",
      "Journal", "Keyring",
      "Reading", "Events",
    ]),
  tests("SoakTests", ["tillid-soak", "tillid", "CPowerCut", "CWatching"]),
]

/// Each projection and its stories.
let views: [Target] = projections.flatMap { name in
  [
    ours(name, ["Events", "Markup"], path: "Projections/\(name)", exclude: ["README.md", "Tests"]),
    .testTarget(
      name: "\(name)Tests", dependencies: [.target(name: name), "Events", "Markup", "StoryTelling"],
      path: "Projections/\(name)/Tests", exclude: ["Stories"], swiftSettings: strict),
  ]
}

let package = Package(
  name: "tillid",
  products: [
    .executable(name: "tillid", targets: ["tillid"]),
    // For the package in Tools/Fuzz, which is built with other flags.
    .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
    .library(name: "powercut", type: .dynamic, targets: ["CPowerCut"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
  ],
  targets: product + research + machines + surface + tools + suites + views
)
