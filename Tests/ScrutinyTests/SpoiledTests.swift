import Foundation
import Releases
import Testing

@testable import Scrutiny

/// What somebody gets who makes pseudonyms as we do, under a key that stands in every list.
enum KnownMac {
  static func pseudonym(_ handle: [UInt8], key: String) -> String {
    String(Digest.base32(Digest.hmac(handle, key: Array(key.utf8))).prefix(16))
  }
}

@Suite("Spoiled releases")
struct SpoiledTests {
  private func figures(
    _ release: CleanRelease, in path: String, _ spoiled: Spoiled? = nil
  ) throws -> [Figure] {
    let folder = try release.write(to: path + "/release")
    try spoiled?.spoil(folder)
    let earlier = try spoiled?.earlier(release, in: path) ?? []
    let verdict = try Verifier(folder: folder).verdict()
    let suite = try AttackSuite(folder: folder, truth: release.truth, earlier: earlier)
    return try verdict.figures + suite.figures()
  }

  @Test("a release that keeps its guarantee passes, whoever attacks it")
  func clean() throws {
    try withFolder { path in
      let failed = try figures(CleanRelease(), in: path).filter { !$0.holds }
      #expect(failed.isEmpty, "\(failed)")
    }
  }

  @Test("what was spoiled is told by the figure that is for it", arguments: Spoiled.allCases)
  func spoiled(_ spoiled: Spoiled) throws {
    try withFolder { path in
      var release = CleanRelease()
      spoiled.spoil(&release)
      let failed = try figures(release, in: path, spoiled).filter { !$0.holds }.map(\.name)
      #expect(failed.contains(spoiled.figure), "\(failed)")
    }
  }

  @Test("figures have names of their own, and the same seed gives the same figures")
  func determined() throws {
    try withFolder { path in
      let (first, second) = try (
        figures(CleanRelease(), in: path + "/1"), figures(CleanRelease(), in: path + "/2")
      )
      #expect(first == second)
      #expect(Set(first.map(\.name)).count == first.count)
    }
  }

  @Test("two releases that differ by a batch and a draw pass; whoever is missing has hardly ever withdrawn")
  func apart() throws {
    try withFolder { path in
      var (old, new) = (CleanRelease(), CleanRelease())
      old.cases = old.cases.enumerated().filter { $0.offset % 5 != 0 || $0.element.rows[0][2] == "Nord" }
        .map(\.element)
      new.cases = new.cases.enumerated().filter { $0.offset % 5 != 0 || $0.element.rows[0][2] == "Syd" }
        .map(\.element)
      let gone = CleanRelease().cases.enumerated().first {
        $0.offset % 5 == 0 && $0.element.rows[0][2] == "Nord"
      }
      let before = try old.write(to: path + "/before")
      new.truth.earlier = [Truth.Since(withdrawn: Set(gone.map { [$0.element.pid] } ?? []))]
      let folder = try new.write(to: path + "/release")
      let figures = try AttackSuite(folder: folder, truth: new.truth, earlier: [before]).figures()
      #expect(figures.filter { !$0.holds }.isEmpty)
      #expect(figures.contains { $0.name == "withdrawn-1" })
      let pair = ["linked-1", "linked-first-4-1", "difference-1", "cells-1", "withdrawn-1"]
      #expect(pair.allSatisfy { name in figures.contains { $0.name == name && $0.isSealed } })
    }
  }
}
