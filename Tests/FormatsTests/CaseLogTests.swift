import Formats
import Testing

@Suite("A log of cases")
struct CaseLogTests {
  @Test("is the same only when order, type and letters are")
  func equality() {
    let one = CaseLog.Event([.name("tea"), CaseLog.Attribute(.int, "cups", "02")])
    #expect(one != CaseLog.Event([CaseLog.Attribute(.int, "cups", "02"), .name("tea")]))
    #expect(one != CaseLog.Event([.name("tea"), CaseLog.Attribute(.int, "cups", "2")]))
    #expect(one["cups"]?.value == "02")
  }
}
