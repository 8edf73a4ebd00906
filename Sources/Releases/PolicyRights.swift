internal import Yams

/// Whose a release is, and what may be done with it.
extension PolicyParser {
  mutating func readRights(_ node: Node) {
    guard let parts = fields(node, ["holder", "license", "words", "doi"]) else { return }
    if let value = parts["holder"] { policy.rights.holder = text(value) }
    if let value = parts["words"] { policy.rights.words = text(value) }
    if let value = parts["license"] { policy.rights.license = license(value) }
    if let value = parts["doi"] { policy.rights.doi = doi(value) }
  }

  private mutating func license(_ node: Node) -> String {
    let name = text(node)
    let isName = name.utf8.allSatisfy {
      0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 || [0x2B, 0x2D, 0x2E].contains($0)
    }
    if !isName {
      note(
        node, "‘\(name)’ er intet navn på en licens: skriv det fra SPDX, fx CC-BY-4.0, eller lad den stå tom",
        "‘\(name)’ is no name of a licence: write that of SPDX, CC-BY-4.0 say, or leave it empty")
    }
    return name
  }

  private mutating func doi(_ node: Node) -> String {
    let doi = text(node)
    let parts = doi.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let isDOI =
      parts.count == 2 && parts[0].hasPrefix("10.") && (4...9).contains(parts[0].utf8.count - 3)
      && parts[0].dropFirst(3).utf8.allSatisfy { 0x30...0x39 ~= $0 } && !parts[1].isEmpty
      && !doi.contains(where: \.isWhitespace)
    if !doi.isEmpty, !isDOI {
      note(
        node, "‘\(doi)’ er ingen DOI: skriv den uden https, fx 10.1234/abc, eller lad den stå tom",
        "‘\(doi)’ is no DOI: write it without https, 10.1234/abc say, or leave it empty")
    }
    return doi
  }
}
