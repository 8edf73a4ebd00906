/// Something in `data.mdb` that is not as LMDB writes it.
public struct FileFinding: Sendable, Hashable, CustomStringConvertible {
  /// Nil for what concerns the whole file.
  public let page: UInt64?
  /// What is wrong, in one sentence.
  public let sentence: String

  init(_ page: UInt64?, _ sentence: String) { (self.page, self.sentence) = (page, sentence) }

  public var description: String { page.map { "page \($0): \(sentence)" } ?? sentence }
}
