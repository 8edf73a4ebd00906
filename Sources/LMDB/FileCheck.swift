/// Holds every page of one state of `data.mdb` against what LMDB would have written, by reading bytes alone:
/// LMDB trusts its pages, and a damaged one can end the process.
///
/// Each page up to the last must be used exactly once or be free, each tree must be as deep and hold as much
/// as is noted of it, and all keys must be in order, those of branches included. What is not looked at is room
/// that nothing uses, and the bytes of values.
struct FileCheck {
  enum Use: UInt8 { case none, used, free }
  typealias Entry = (_ table: String, _ key: [UInt8], _ value: [UInt8]) -> Void

  let file: DataFile
  let meta: FileMeta
  /// Nil where nobody wants them: then no value is read.
  let entry: Entry?
  private(set) var findings: [FileFinding] = []
  /// By page. A page at the end that was taken and given back within one transaction is never written, so that
  /// some may lie beyond the file.
  var uses: [Use]
  var greatestFreed: UInt64 = 0

  private static let mostFindings = 1000
  private static let mostBeyond = 1 << 20

  init(_ file: DataFile, _ meta: FileMeta, entry: Entry? = nil) throws(LMDBError) {
    let pages = try file.byteCount() / meta.pageBytes
    (self.file, self.meta, self.entry) = (file, meta, entry)
    uses = Array(repeating: .none, count: min(Int(meta.last) + 1, pages + Self.mostBeyond))
    for first in 0..<min(2, uses.count) { uses[first] = .used }
  }

  mutating func run() -> [FileFinding] {
    walk(FileTree("the list of tables", meta.names, .names))
    walk(FileTree("the list of free pages", meta.free, .free))
    checkFreed()
    checkAll()
    return findings
  }

  /// The pages that are free; nil when the list of them is damaged.
  mutating func freePages() -> [Use]? {
    walk(FileTree("the list of free pages", meta.free, .free))
    return findings.isEmpty ? uses : nil
  }

  mutating func find(_ page: UInt64?, _ sentence: String) {
    if findings.count < Self.mostFindings { findings.append(FileFinding(page, sentence)) }
  }

  /// Whether the page may be taken for `use`; what it is taken for already is a finding.
  mutating func take(_ page: UInt64, for use: Use, by whom: String) -> Bool {
    guard page >= 2, page < UInt64(uses.count) else {
      find(page, "\(whom) names it, and the file has no such page")
      return false
    }
    switch uses[Int(page)] {
    case .none:
      uses[Int(page)] = use
      return true
    case .used:
      find(page, use == .free ? "it is free and in use" : "\(whom) uses it, and something else does")
    case .free: find(page, "it is in the list of free pages twice")
    }
    return false
  }

  /// A commit frees at least the pages that it replaced, under its own number. So a first page that names
  /// another commit than the one that wrote it is told by this.
  private mutating func checkFreed() {
    guard findings.isEmpty, meta.commit > 1, meta.names.root != .max, greatestFreed != meta.commit else {
      return
    }
    find(meta.number, "it names commit \(meta.commit), and its pages are those of another")
  }

  /// A consequence of other findings is not one of its own.
  private mutating func checkAll() {
    guard findings.isEmpty else { return }
    guard uses.count == Int(meta.last) + 1 else {
      return find(nil, "the file ends long before its last page, \(meta.last)")
    }
    let lost = uses.indices.filter { uses[$0] == .none }
    guard let first = lost.first else { return }
    find(
      UInt64(first),
      "it is neither in use nor free\(lost.count > 1 ? ", and so are \(lost.count - 1) more" : "")")
  }
}
