internal import Dispatch
internal import Foundation
internal import Releases
internal import Synchronization

/// Looks through every file, unpacked, for what must never occur.
struct Leaks {
  let folder: ReleaseFolder
  let truth: Truth

  init(_ folder: ReleaseFolder, _ truth: Truth) { (self.folder, self.truth) = (folder, truth) }

  /// What is written by people for people may hold the policy, and with it names of stops, and any common word.
  private static let prose: Set<String> = [
    "datapackage.json", "schema.json", "READ-ME.md", "croissant.json", "datacite.json",
  ]

  var figures: [Figure] {
    let (met, closed) = search()
    // What nobody looked for was not found to be missing.
    let sought = Set(truth.secrets.map(\.what))
    return Truth.Secret.What.allCases.filter(sought.contains).map { figure($0, met) } + [unread(closed)]
  }

  /// Each secret that stands somewhere, with the first file that it stands in; and files that nobody can look into.
  private func search() -> (met: [Truth.Secret: String], closed: [String]) {
    let always = Needles(truth.secrets.filter { $0.what == .canary || $0.what == .handle })
    let all = Needles(truth.secrets)
    let files = Files.all(in: folder.path)
    let found = Mutex<(met: [Truth.Secret: String], closed: [String])>(([:], []))
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let file = files[index]
      guard let bytes = try? Bytes.opened("\(folder.path)/\(file)") else {
        // Why it cannot be opened is nothing to the one who reads the figure: it is a finding, and names the file.
        return found.withLock { $0.closed.append(file) }
      }
      let hits = (Self.prose.contains(file) ? always : all).hits(in: bytes)
      found.withLock { found in
        for hit in hits { found.met[hit] = min(found.met[hit] ?? file, file) }
      }
    }
    return found.withLock { ($0.met, $0.closed.sorted()) }
  }

  /// How many were sought is told to nobody: it would tell how many people there are.
  private func figure(_ what: Truth.Secret.What, _ met: [Truth.Secret: String]) -> Figure {
    let hits = met.filter { $0.key.what == what }
    let place = hits.values.min().map { ": \($0)" } ?? ""
    let (danish, english) = Self.words(what)
    return Figure(
      "found-\(what.rawValue)", Double(hits.count), limit: 0,
      danish: hits.isEmpty
        ? "Ingen \(danish) står i filerne." : "\(hits.count) \(danish) står i filerne\(place).",
      english: hits.isEmpty
        ? "No \(english) stand in the files." : "\(hits.count) \(english) stand in the files\(place).")
  }

  private func unread(_ closed: [String]) -> Figure {
    let place = closed.first.map { ": \($0)" } ?? ""
    return Figure(
      "files-closed", Double(closed.count), limit: 0,
      danish: closed.isEmpty
        ? "Alle filer kunne åbnes og gennemsøges."
        : "\(closed.count) filer kunne ikke åbnes og gennemsøges\(place).",
      english: closed.isEmpty
        ? "Every file could be opened and searched."
        : "\(closed.count) files could not be opened and searched\(place).")
  }

  private static func words(_ what: Truth.Secret.What) -> (String, String) {
    switch what {
    case .canary:
      ("mærker, som opfundne deltagere havde med,", "marks that invented participants brought along")
    case .handle: ("interne navne", "internal names")
    case .name: ("navne på deltagere", "names of participants")
    case .stop: ("stoppesteder", "stops")
    case .helper: ("hjælperes navne", "names of helpers")
    }
  }
}

/// Texts that are looked for as whole words, small and capital letters alike (of ASCII), all at once.
struct Needles: Sendable {
  /// By the first word of each.
  private var starting: [UInt64: [(bytes: [UInt8], secret: Truth.Secret)]] = [:]

  init(_ secrets: [Truth.Secret]) {
    for secret in secrets {
      let bytes = secret.text.utf8.map(Self.small)
      guard let start = bytes.firstIndex(where: Self.isOfWord) else { continue }
      let word = bytes[start...].prefix(while: Self.isOfWord)
      starting[Self.hash(word), default: []].append((Array(bytes[start...]), secret))
    }
  }

  func hits(in bytes: [UInt8]) -> Set<Truth.Secret> {
    var hits: Set<Truth.Secret> = []
    if starting.isEmpty { return hits }
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        guard Self.isOfWord(bytes[at]) else {
          at += 1
          continue
        }
        let start = at
        var hash = Self.seed
        while at < bytes.count, Self.isOfWord(bytes[at]) {
          hash = (hash ^ UInt64(Self.small(bytes[at]))) &* Self.prime
          at += 1
        }
        for needle in starting[hash] ?? [] where Self.stands(needle.bytes, at: start, in: bytes) {
          hits.insert(needle.secret)
        }
      }
    }
    return hits
  }

  private static func stands(_ needle: [UInt8], at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let end = start + needle.count
    guard end <= bytes.count,
      end == bytes.count || !isOfWord(bytes[end]) || !isOfWord(needle[needle.count - 1])
    else { return false }
    for index in needle.indices where small(bytes[start + index]) != needle[index] { return false }
    return true
  }

  /// FNV-1a.
  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01b3
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }

  @inline(__always)
  private static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }

  @inline(__always)
  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a)
  }
}
