import Formats
import Foundation
import TestGround
import Testing

@Suite struct `A file of XES` {
  static func log(_ inside: String, marks: String = "xes.version=\"1849.2016\"") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log \(marks)>\n\(inside)\n</log>\n"
  }
  static func event(_ inside: String) -> String { log("<trace>\n<event>\n\(inside)\n</event>\n</trace>") }

  /// Each rule of the standard broken once, the line of it, and a word of the reason.
  static let broken: [(String, Int, String)] = [
    ("", 1, "empty"),
    ("   \n", 2, "empty"),
    ("hello", 1, "text"),
    ("{\"a\": 1}", 1, "text"),
    ("<html></html>", 1, "no XES"),
    ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><log/>", 1, "ISO-8859-1"),
    ("<!DOCTYPE log [<!ENTITY a \"aaaa\">]>\n<log/>", 1, "DOCTYPE"),
    ("<!DOCTYPE log SYSTEM \"file:///etc/passwd\">\n<log/>", 1, "DOCTYPE"),
    ("<log><trace></log>", 1, "closes"),
    ("<log>\n<trace>\n", 3, "ends before"),
    ("<log/>\n<log/>", 2, "more than one root"),
    ("<log/>\ntext", 2, "text"),
    (log("text"), 3, "text"),
    (log("<![CDATA[x]]>"), 3, "text"),
    (log("<!-- never ends"), 5, "comment"),
    (log("", marks: "xes.version=\"one\""), 2, "no decimal"),
    (log("", marks: "colour=\"red\""), 2, "does not belong"),
    (log("", marks: "xmlns=\"http://example.org/\""), 2, "not to XES"),
    ("<x:log xmlns:x=\"http://example.org/\"/>", 1, "not to XES"),
    ("<x:log/>", 1, "no namespace"),
    (log("<extension name=\"Concept\" uri=\"http://a\"/>"), 3, "prefix"),
    (log("<extension name=\"Concept\" prefix=\"concept\"/>"), 3, "uri"),
    (log("<extension prefix=\"concept\" uri=\"http://a\"/>"), 3, "name"),
    (log("<extension name=\"C\" prefix=\"a b\" uri=\"http://a\"/>"), 3, "prefix"),
    (
      log("<extension name=\"C\" prefix=\"c\" uri=\"u\"/>\n<extension name=\"D\" prefix=\"c\" uri=\"u\"/>"),
      4, "twice"
    ),
    (
      log("<extension name=\"C\" prefix=\"c\" uri=\"u\"><string key=\"a\" value=\"b\"/></extension>"), 3,
      "empty"
    ),
    (log("<global scope=\"log\"/>"), 3, "no scope"),
    (log("<global scope=\"event\"><event/></global>"), 3, "cannot stand"),
    (
      log("<global scope=\"event\"><string key=\"a\" value=\"\"/>\n<int key=\"a\" value=\"1\"/></global>"), 4,
      "twice"
    ),
    (log("<classifier name=\"A\"/>"), 3, "keys"),
    (log("<classifier keys=\"a\"/>"), 3, "name"),
    (log("<classifier name=\"A\" keys=\" \"/>"), 3, "without keys"),
    (log("<classifier name=\"A\" scope=\"log\" keys=\"a\"/>"), 3, "no scope"),
    (log("<classifier name=\"A\" keys=\"nothing\"/>\n<trace/>"), 3, "nothing in the log"),
    (log("<trace/>\n<extension name=\"C\" prefix=\"c\" uri=\"u\"/>"), 4, "after the first trace"),
    (log("<trace/>\n<string key=\"a\" value=\"b\"/>"), 4, "after the first trace"),
    (log("<trace/>\n<classifier name=\"A\" keys=\"a\"/>"), 4, "after the first trace"),
    (log("<event/>\n<trace/>"), 4, "stand first"),
    (log("<trace id=\"1\"/>"), 3, "does not belong"),
    (log("<trace><event/>\n<string key=\"a\" value=\"b\"/></trace>"), 4, "before its events"),
    (log("<trace><trace/></trace>"), 3, "cannot stand"),
    (log("<trace>\n<string key=\"a\" value=\"b\"/>\n<string key=\"a\" value=\"c\"/></trace>"), 5, "twice"),
    (log("<log/>"), 3, "cannot stand"),
    (event("<event/>"), 5, "cannot stand"),
    (event("<event>"), 5, "cannot stand"),
    (event("<strnig key=\"a\" value=\"b\"/>"), 5, "not known"),
    (event("<String key=\"a\" value=\"b\"/>"), 5, "not known"),
    (event("<string value=\"b\"/>"), 5, "key"),
    (event("<string key=\"\" value=\"b\"/>"), 5, "empty key"),
    (event("<string key=\"a\"/>"), 5, "value"),
    (event("<string key=\"a\" value=\"b\" type=\"c\"/>"), 5, "does not belong"),
    (event("<string key=\"a\" key=\"b\" value=\"b\"/>"), 5, "twice"),
    (event("<string key=a value=\"b\"/>"), 5, "quoted"),
    (event("<string key=\"a\" value=\"a<b\"/>"), 5, "&lt;"),
    (event("<string key=\"a\" value=\"a&b\"/>"), 5, "&amp;"),
    (event("<string key=\"a\" value=\"&big;\"/>"), 5, "&big;"),
    (event("<string key=\"a\" value=\"&#0;\"/>"), 5, "&#0;"),
    (event("<string key=\"a\" value=\"b\u{1}\"/>"), 5, "control"),
    (event("<string key=\"a\" value=\"b\"/><string key=\"a\" value=\"c\"/>"), 5, "twice"),
    (event("<date key=\"time:timestamp\" value=\"2025-13-01T00:00:00Z\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"2025-02-29T00:00:00Z\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"2025-02-28 00:00:00\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"2025-02-28\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"2025-02-28T25:00:00Z\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"2025-02-28T00:00:00+1:00\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"1740700800\"/>"), 5, "no time"),
    (event("<date key=\"time:timestamp\" value=\"\"/>"), 5, "no time"),
    (event("<int key=\"a\" value=\"1.5\"/>"), 5, "no whole"),
    (event("<int key=\"a\" value=\"\"/>"), 5, "no whole"),
    (event("<int key=\"a\" value=\"9223372036854775808\"/>"), 5, "no whole"),
    (event("<int key=\"a\" value=\"one\"/>"), 5, "no whole"),
    (event("<float key=\"a\" value=\"1,5\"/>"), 5, "no number"),
    (event("<float key=\"a\" value=\"\"/>"), 5, "no number"),
    (event("<boolean key=\"a\" value=\"yes\"/>"), 5, "neither"),
    (event("<id key=\"a\" value=\"\"/>"), 5, "is empty"),
    (event("<list key=\"a\" value=\"b\"/>"), 5, "value of its own"),
    (event("<list/>"), 5, "key"),
    (event("<values/>"), 5, "outside"),
    (event("<string key=\"a\" value=\"b\"><event/></string>"), 5, "cannot stand"),
    (event("<string key=\"a\" value=\"b\">"), 6, "closes"),
    (event("<string key=\"a\" value=\"b/>"), 6, "&lt;"),
    (event(String(repeating: "<container key=\"a\">", count: 150)), 5, "levels"),
  ]

  @Test(arguments: broken.indices)
  func `that breaks a rule is refused with the line and the reason`(_ index: Int) throws {
    let (text, line, reason) = Self.broken[index]
    do {
      _ = try CaseLog.read(text)
      Issue.record("taken: \(text)")
    } catch let fault as XESFault {
      #expect(fault.line == line, "\(text): \(fault)")
      #expect(fault.english.contains(reason), "\(text): \(fault)")
      #expect(!fault.danish.isEmpty)
    }
  }

  static let right: [String] = [
    log(""), "<log/>", "\u{FEFF}<log></log>", "<log xes.version='1.0'/>",
    log("", marks: "xes.version=\"1.0\" xmlns=\"http://www.xes-standard.org/\" openxes.version=\"1.0RC7\""),
    "<x:log xmlns:x=\"http://www.xes-standard.org/\"><x:trace><x:event/></x:trace></x:log>",
    log("<trace/><trace></trace>"), log("<event/>"), log("<!-- a -- b --><?pi x?><trace><!-- c --></trace>"),
    log(
      "<string key=\"a\" value=\"\"/>\n<extension name=\"C\" prefix=\"c\" uri=\"u\"/>\n<classifier name=\"A b\" keys=\"c:x\"/>"
    ),
    log(
      "<global scope=\"event\"><string key=\"Activity code\" value=\"?\"/></global><classifier name=\"A\" keys=\"Activity code\"/>"
    ),
    log(
      "<classifier name=\"A\" keys=\"activity\"/><trace><event><string key=\"activity\" value=\"x\"/></event></trace>"
    ),
    log("<global><string key=\"a\" value=\"\"/></global>"),
    event("<date key=\"d\" value=\"2025-02-28T23:59:59\"/>"),
    event("<date key=\"d\" value=\"2024-02-29T24:00:00.000-03:30\"/>"),
    event(
      "<float key=\"a\" value=\"-1.5E-7\"/><float key=\"b\" value=\"INF\"/><float key=\"c\" value=\"NaN\"/>"),
    event("<int key=\"a\" value=\"-9223372036854775808\"/><int key=\"b\" value=\"+7\"/>"),
    event(
      "<list key=\"a\"><values><string key=\"x\" value=\"1\"/><string key=\"x\" value=\"2\"/></values></list>"
    ),
    event("<container key=\"a\"><int key=\"x\" value=\"1\"/></container><boolean key=\"b\" value=\"1\"/>"),
    event("<string key=\"a\" value=\"&lt;&amp;&#229;&#xE5;&quot;&apos;&gt;\"/>"),
  ]

  @Test(arguments: right)
  func `that the standard, or what is published, allows is taken`(_ text: String) throws {
    let log = try CaseLog.read(text)
    let path = NSTemporaryDirectory() + "tillid-\(UUID().uuidString).xes.gz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try log.write(to: path)
    var again = try CaseLog.read(at: path)
    if log.version.isEmpty { again.version = "" }
    // A writer puts a version where there was none.
    #expect(again.traces == log.traces && again.attributes == log.attributes && again.events == log.events)
    #expect(again.extensions == log.extensions && again.classifiers == log.classifiers)
  }

  @Test func `that is no UTF-8 is refused`() throws {
    let text = Array(
      "<log><string key=\"a\" value=\"sm\u{F8}r\"/></log>".unicodeScalars.map { UInt8($0.value) })
    #expect(throws: XESFault.self) { try CaseLog.read(ByteSource(text)) }
    for bytes: [UInt8] in [[0xFF, 0xFE, 60, 0], [0xFE, 0xFF, 0, 60], [0xEF, 0xBB, 60]] {
      #expect(throws: XESFault.self) { try CaseLog.read(ByteSource(bytes)) }
    }
  }

  @Test func `that is packed and cut off is refused`() throws {
    var log = CaseLog()
    var chance = Seeded(3)
    log.traces = (0..<500).map { number in
      CaseLog.Trace([.name("\(number)")], events: [.init([.name("\(chance.next())")])])
    }
    let path = NSTemporaryDirectory() + "tillid-\(UUID().uuidString).xes.gz"
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try log.write(to: path)
    let whole = try Data(contentsOf: URL(filePath: path))
    #expect(try CaseLog.read(at: path).traces == log.traces)
    for count in [whole.count - 1, whole.count - 9, whole.count / 2, 12] {
      try whole.prefix(count).write(to: URL(filePath: path))
      #expect(throws: XESFault.self) { try CaseLog.read(at: path) }
    }
  }

  @Test(arguments: 0..<4)
  func `that is changed anywhere is read or refused, and ends nothing`(_ seed: UInt64) throws {
    var chance = Seeded(seed)
    let seeds =
      Self.broken.map { Array($0.0.utf8) } + [Array(Self.event("<int key=\"a\" value=\"7\"/>").utf8)]
    for _ in 0..<3000 {
      var input = seeds.randomElement(using: &chance) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &chance) where !input.isEmpty {
        let place = Int.random(in: 0..<input.count, using: &chance)
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: input[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: input.remove(at: place)
        case 2: input.insert(Array("<>\"'&/=!-?".utf8).randomElement(using: &chance) ?? 0, at: place)
        default: input += input[place...].prefix(40)
        }
      }
      do { _ = try CaseLog.read(ByteSource(input)) } catch is XESFault {}
    }
  }
}
