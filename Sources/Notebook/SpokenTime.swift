public import Events
internal import Reading

extension When {
  /// Reads a day that lies ahead, as people say it: `fredag`, `om 14 dage`, `den 22.`, `next week`, or EDTF.
  public init(ahead text: String, now: Now) throws(EDTFError) {
    let text = text.hasSuffix(".") ? String(text.dropLast()) : text
    let times = Times(Vocabulary()).read(text)
    if times.count == 1, var meant = times.first, meant.words == 0..<text.utf8.count {
      if meant.said.tense == .open { meant.said.tense = .ahead }
      if let time = meant.said.resolved(at: now.civil) {
        self = time
        return
      }
    }
    self = try When(saidOrWritten: text)
  }

  /// A time that has come, as people say it.
  /// - Throws: `EDTFError` where it is none, `NotebookError.futureTime`.
  public init(past text: String, now: Now) throws {
    self = try When(spoken: text, now: now)
    guard day <= now.today else { throw NotebookError.futureTime(text) }
  }

  /// As it is written, since it was nothing that is said; the refusal names both.
  private init(saidOrWritten text: String) throws(EDTFError) {
    do throws(EDTFError) { self = try When(edtf: text) } catch {
      throw EDTFError(text: text, mayBeSaid: true)
    }
  }

  /// Reads a time as people say it: EDTF, `nu`, or whatever a line may say, such as `i går`, `sidste uge`,
  /// `tirsdag kl 14` or `two weeks ago`, against now. What may lie before or behind lies before.
  public init(spoken text: String, now: Now) throws(EDTFError) {
    if ["nu", "now"].contains(text.lowercased()) {
      self = now.civil
    } else if let meant = Times(Vocabulary()).meant(by: text)?.resolved(at: now.civil) {
      self = meant
    } else {
      self = try When(saidOrWritten: text)
    }
  }
}
