internal import Events
internal import Foundation
internal import LMDB

/// The folder `views/`: generations of views beside each other, and the files that say what each of them is.
/// Deleting it loses nothing.
///
/// `current` names the served one and those that can be gone back to, `rehearsed` one that lies ready,
/// `rehearsing` one that is being built, `checking` one that is only to be compared. Each is replaced in one
/// step. A folder that none of them names is what a build left that was broken off.
struct ViewFolder: Sendable {
  let path: String
  let mapBytes: Int

  private var currentPath: String { path + "/current" }
  private var rehearsedPath: String { path + "/rehearsed" }
  private var rehearsingPath: String { path + "/rehearsing" }
  /// There while another process asks whoever builds to pause.
  var pausing: String { path + "/pausing" }
  private var checkingPath: String { path + "/checking" }

  func path(of number: Int) -> String { "\(path)/\(number)" }

  func path(of version: ViewVersion, _ number: Int) -> String {
    "\(path)/\(number)/\(version.view)-\(version.fingerprint)"
  }

  var words: KeptWords { KeptWords(path: "\(path)/words") }

  func words(of number: Int) -> KeptWords { KeptWords(path: "\(path)/\(number)/words") }

  func indexPath(_ number: Int) -> String { "\(path)/\(number)/index" }

  /// The words of a file by which a generation is read, before the log has them: beside its views.
  func yamlPath(_ number: Int) -> String { "\(path)/\(number)/words.yaml" }

  func hasYAML(_ number: Int) -> Bool { FileManager.default.fileExists(atPath: yamlPath(number)) }

  // MARK: - What there is

  /// The generation that is served; nil before the first.
  func current() throws -> GenerationPlan? { try plan(currentPath) }

  /// The generation that lies ready beside the served one; nil when there is none.
  func rehearsed() throws -> GenerationPlan? {
    // A kill between two names leaves the first: what is served is rehearsed no more.
    try plan(rehearsedPath).flatMap { try $0.number == current()?.number ? nil : $0 }
  }

  /// The generation whose building has begun and not ended; nil when there is none.
  func rehearsing() throws -> GenerationPlan? {
    try plan(rehearsingPath).flatMap { try $0.number == rehearsed()?.number ? nil : $0 }
  }

  /// The generation that is built to be compared; nil when there is none.
  func checking() throws -> GenerationPlan? { try plan(checkingPath) }

  /// An earlier generation, as it was built.
  func plan(of number: Int) throws -> GenerationPlan? { try plan(path(of: number) + "/plan") }

  private func plan(_ path: String) throws -> GenerationPlan? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try GenerationPlan(text: String(contentsOfFile: path, encoding: .utf8), path: path)
  }

  private func numbers() throws -> [Int] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).compactMap { Int($0) }
  }

  /// What a generation takes on the disk, in bytes.
  func bytes(of number: Int) throws -> Int {
    let files = FileManager.default.enumerator(atPath: path(of: number))
    var sum = 0
    while let name = files?.nextObject() as? String {
      var found = stat()
      // A file that is just being renamed weighs nothing.
      if stat("\(path(of: number))/\(name)", &found) == 0 { sum += Int(found.st_blocks) * 512 }
    }
    return sum
  }

  // MARK: - What becomes of it

  /// Makes an empty folder for the next generation, with the words of a file that the log does not have.
  func begin(words: String, _ versions: [ViewVersion], until: UInt64, yaml: [UInt8]?) throws -> GenerationPlan
  {
    try forgetChecking()
    try clear()
    let number = try nextNumber()
    try FileManager.default.createDirectory(
      atPath: path(of: number), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    if let yaml { try Data(yaml).write(to: URL(fileURLWithPath: yamlPath(number))) }
    let plan = GenerationPlan(number: number, words: words, versions: versions, until: until)
    try write(plan, to: path(of: number) + "/plan")
    return plan
  }

  /// Never one that was given before: some process may have that one open still. The last is written into the
  /// file that the builder has locked.
  private func nextNumber() throws -> Int {
    let file = URL(fileURLWithPath: "\(path)/\(ViewLock.Purpose.building).lock")
    let last = Int(String(decoding: try Data(contentsOf: file), as: UTF8.self)) ?? 0
    let number = try max(last, numbers().max() ?? 0) + 1
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: Data("\(number)".utf8))
    try handle.close()
    return number
  }

  /// That this one is being built: known again after a kill.
  func note(rehearsing plan: GenerationPlan) throws { try write(plan, to: rehearsingPath) }

  func note(checking plan: GenerationPlan) throws { try write(plan, to: checkingPath) }

  /// The one that was being built lies ready.
  func publish(_ plan: GenerationPlan) throws {
    try syncNames(of: plan)
    try write(plan, to: rehearsedPath)
    try remove(rehearsingPath)
  }

  /// Serves the generation from now on: before `current` names it, it is on the disk by name as well.
  func serve(_ plan: GenerationPlan, meanwhile: () -> Void) throws {
    try syncNames(of: plan)
    try write(plan, to: currentPath, meanwhile: meanwhile)
    // Made ready once. Where they are not, or where that fails, the next command that reads a line does it.
    rename(words(of: plan.number).path, words.path)
    if try plan.number == self.plan(rehearsedPath)?.number { try remove(rehearsedPath) }
  }

  /// Whether a store of the generation was made and nothing was written into it.
  func holdsEmptyFile(_ plan: GenerationPlan) throws -> Bool {
    let files = FileManager.default
    let stores = plan.versions.map { path(of: $0, plan.number) } + [indexPath(plan.number)]
    return try stores.map { $0 + "/data.mdb" }.contains {
      try files.fileExists(atPath: $0) && files.attributesOfItem(atPath: $0)[.size] as? Int == 0
    }
  }

  func forgetRehearsed() throws { try remove(rehearsedPath) }
  func forgetRehearsing() throws { try remove(rehearsingPath) }
  func forgetChecking() throws { try remove(checkingPath) }

  /// Removes every generation that no file names.
  /// - Returns: the numbers of the others.
  @discardableResult
  func clear() throws -> Set<Int> {
    let served = try current()
    var named = Set(served?.kept ?? [])
    for plan in [served, try rehearsed(), try rehearsing(), try checking()] {
      if let plan { named.insert(plan.number) }
    }
    for number in try numbers() where !named.contains(number) { try remove(path(of: number)) }
    return named
  }

  private func remove(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }

  /// A sync of a file says nothing of its name.
  private func syncNames(of plan: GenerationPlan) throws {
    for folder in [path(of: plan.number), path, parentFolder(of: path)] { try syncFolder(folder) }
  }

  /// Written beside, synced and renamed over the old file, so that it is one or the other, whatever happens.
  /// - Parameter meanwhile: done as soon as it has its name.
  private func write(_ plan: GenerationPlan, to path: String, meanwhile: () -> Void = {}) throws {
    let beside = path + ".new"
    try Data(plan.text.utf8).write(to: URL(fileURLWithPath: beside))
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: beside))
    try file.synchronize()
    try file.close()
    guard rename(beside, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    meanwhile()
    try syncFolder(parentFolder(of: path))
  }
}
