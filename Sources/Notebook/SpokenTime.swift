public import Events
internal import Reading

extension When {
  /// Reads a time as people say it: EDTF, `nu`, or whatever a line may say, such as `i går`, `sidste uge`,
  /// `tirsdag kl 14` or `two weeks ago`, against now. What may lie before or behind lies before.
  public init(spoken text: String, now: Now) throws(EDTFError) {
    if ["nu", "now"].contains(text.lowercased()) {
      self = now.civil
    } else if let meant = Times(Vocabulary()).meant(by: text)?.resolved(at: now.civil) {
      self = meant
    } else {
      self = try When(edtf: text)
    }
  }
}
