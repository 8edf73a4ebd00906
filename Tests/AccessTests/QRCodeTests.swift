import Access
import Testing

@Suite("A picture of a link") struct QRCodeTests {
  @Test("is the same squares in the terminal as on the page, with a white border")
  func same() throws {
    let code = try #require(QRCode("https://tillid.example/sign-in/AAAAAAAAAAAAAAAAAAAAAA"))
    let dark = code.lines.enumerated().flatMap { row, line in
      line.enumerated().flatMap { column, half -> [String] in
        let (upper, lower) = (half == "▄" || half == " ", half == "▀" || half == " ")
        return (upper ? ["M\(column) \(2 * row)h1v1h-1z"] : [])
          + (lower && 2 * row + 1 < code.size ? ["M\(column) \(2 * row + 1)h1v1h-1z"] : [])
      }
    }
    let drawn = code.path.split(separator: "M").map { "M\($0)" }
    #expect(Set(dark) == Set(drawn))
    #expect(code.lines.prefix(2).allSatisfy { $0.allSatisfy { $0 == "█" } })
  }

  @Test("is not made of what no code can hold")
  func tooLong() { #expect(QRCode(String(repeating: "a", count: 3000)) == nil) }
}
