import HashTree
import Testing

/// Texts, keys and signatures of golang.org/x/mod/sumdb/note, where the format comes from.
private let text = """
  If you think cryptography is the answer to your problem,
  then you don't know what your problem is.

  """
private let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
private let enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
private let secret = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
private let signature =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
private let example = """
  example.com/behind-the-sofa
  20852163
  CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

  — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=

  """

@Suite struct `A signed note` {
  @Test func `is written and read as others write and read it`() throws {
    let seed = try #require([UInt8](base64: secret))
    let key = try SigningKey(name: "PeterNeumann", seed: Array(seed.dropFirst()))
    #expect(key.verifier.description == peter)
    let note = try SignedNote(text, signedBy: key)
    #expect(note.description == text + "\n" + signature)
    #expect(try SignedNote(note.description) == note)
    try SignedNote(text + "\n" + signature).check(by: VerifierKey(peter))
  }

  @Test func `is believed only when a known key has signed just this text`() throws {
    let note = try SignedNote(text + "\n" + signature)
    #expect(throws: NoteError.unsigned(name: "EnochRoot")) { try note.check(by: VerifierKey(enoch)) }
    let other = try SignedNote(text.replacing("you", with: "we") + "\n" + signature)
    #expect(throws: NoteError.badSignature(name: "PeterNeumann")) { try other.check(by: VerifierKey(peter)) }
  }

  @Test(arguments: [
    "", text, text + "\n", text + "\n" + signature.dropLast(), text + signature,
    text + "\n" + signature.replacing("— ", with: "- "), text + "\n" + signature.replacing("=", with: ""),
    text + "\n" + signature.replacing("PeterNeumann", with: "Peter Neumann"), "a\r\n\n" + signature,
    text + "\n" + signature.replacing("AM=", with: "AN="),
  ])
  func `of another form is refused`(note: String) {
    #expect(throws: NoteError.self) { try SignedNote(note).check(by: VerifierKey(peter)) }
  }

  @Test(arguments: [
    "", "PeterNeumann", peter + "A", peter.replacing("c74", with: "c75"), peter.replacing("+A", with: "+B"),
    peter.replacing("Peter", with: "Peter "),
  ])
  func `needs a key that is whole`(key: String) {
    #expect(throws: NoteError.self) { try VerifierKey(key) }
  }

  @Test func `may be a checkpoint`() throws {
    let note = try SignedNote(example)
    let checkpoint = try Checkpoint(text: note.text)
    #expect(checkpoint.origin == "example.com/behind-the-sofa" && checkpoint.size == 20_852_163)
    #expect(checkpoint.text == note.text && note.description == example)
    for (part, with) in [
      ("20852163", "020852163"), ("20852163", "-1"), ("q2I=", "q2J="), ("q2I=", ""), ("example", "\n"),
    ] {
      let bent = note.text.replacing(part, with: with)
      #expect(throws: NoteError.self, "\(bent)") { try Checkpoint(text: bent) }
    }
  }

  @Test func `carries a proof that is found again in its text, and fails when anything of it is changed`()
    throws
  {
    let key = try SigningKey(name: "tillid/test", seed: [UInt8](repeating: 7, count: 32))
    let records = (0..<300).map { Array("record \($0)".utf8) }
    var tree = NaiveTree(records)
    func note(_ size: UInt64) throws -> SignedNote {
      try Checkpoint(origin: "tillid/test", size: size, root: tree.root(size: size)).signed(by: key)
    }
    let proof = RecordProof(
      record: records[123], index: 123, path: tree.inclusion(of: 123, size: 300), checkpoint: try note(300))
    #expect(try RecordProof(proof.description) == proof)
    #expect(try proof.check(by: key.verifier).size == 300)
    let growth = GrowthProof(
      old: 70, path: tree.consistency(from: 70, to: 300), checkpoint: try note(300))
    #expect(try GrowthProof(growth.description) == growth)
    #expect(try growth.check(note(70), by: key.verifier).size == 300)
    let (before, verifier) = (try note(70), key.verifier)
    #expect(throws: NoteError.self) { try growth.check(note(71), by: verifier) }
    for text in [proof.description, growth.description] {
      for place in text.utf8.indices {
        var bent = Array(text.utf8)
        bent[text.utf8.distance(from: text.utf8.startIndex, to: place)] ^= 1
        guard let bent = String(validating: bent, as: UTF8.self) else { continue }
        #expect(throws: NoteError.self, "\(bent)") {
          if text.hasPrefix("old") {
            try GrowthProof(bent).check(before, by: verifier)
          } else {
            try RecordProof(bent).check(by: verifier)
          }
        }
      }
    }
  }
}

@Suite struct `Base 64` {
  @Test func `comes back as it was, in one way only`() {
    for (plain, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
      #expect(Array(plain.utf8).base64 == text)
      #expect([UInt8](base64: text) == Array(plain.utf8))
    }
    for text in ["Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Zg==Zg==", "Zm9v\n", "Zm-v", "Z===", "Zm=v"] {
      #expect([UInt8](base64: text) == nil, "\(text)")
    }
  }
}
