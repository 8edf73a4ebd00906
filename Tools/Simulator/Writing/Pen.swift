import Events

/// Writes lines: a phrasebook, chance, and the buffer of the line that is being written.
struct Pen: Sendable {
  var chance: Chance
  private var bytes: [UInt8] = []
  private var mentions: [Handle] = []

  init(_ chance: Chance) { self.chance = chance }

  /// A line in which a helper tells this beat.
  mutating func line(_ beat: Beat, _ subject: Subject, _ style: Style, tail: Beat? = nil) -> Line {
    bytes.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    let book = Phrasebook.of(style)
    write(.section(beat.section), subject, book)
    if let tail {
      bytes.append(contentsOf: ", ".utf8)
      write(.section(tail.section), subject, book)
    }
    finish(beat, style)
    return Line(String(decoding: bytes, as: UTF8.self), mentions: mentions)
  }

  private mutating func write(_ piece: Phrasebook.Piece, _ subject: Subject, _ book: Phrasebook) {
    switch piece {
    case .words(let range): bytes.append(contentsOf: book.words[range])
    case .slot(let slot): fill(slot, subject, book)
    case .section(let section): write(section, choice: nil, subject, book)
    case .own(let section): write(section, choice: subject.own(section), subject, book)
    case .promised(let section): write(section, choice: subject.promise, subject, book)
    }
  }

  private mutating func write(_ section: Int, choice: UInt64?, _ subject: Subject, _ book: Phrasebook) {
    let range = book.sections[section]
    guard !range.isEmpty else { return }
    let index = choice.map { Int($0 % UInt64(range.count)) } ?? chance.below(range.count)
    for piece in book.alternatives[range.lowerBound + index] { write(book.pieces[piece], subject, book) }
  }

  private mutating func say(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func mention(_ handle: Handle) {
    bytes.append(contentsOf: [0xef, 0xbf, 0xbc])
    mentions.append(handle)
  }

  private mutating func fill(_ slot: Slot, _ subject: Subject, _ book: Phrasebook) {
    switch slot {
    case .name:
      if chance.below(3) == 0 {
        mention(subject.handle)
      } else {
        say(book.style.pronouns(subject.isWoman).nominative)
      }
    case .named: mention(subject.handle)
    case .nominative: say(book.style.pronouns(subject.isWoman).nominative)
    case .oblique: say(book.style.pronouns(subject.isWoman).oblique)
    case .possessive: say(book.style.pronouns(subject.isWoman).possessive)
    case .other:
      if let other = subject.other { mention(other) } else { say(book.style.someone) }
    case .weather: write(.section(Beat.air(subject.month).section), subject, book)
    case .colleague: say(subject.colleague)
    case .pet: say(subject.pet)
    case .home: write(.own(Beat.home(subject.home).section), subject, book)
    case .stop: say(subject.stop)
    case .town: say(subject.town)
    default: fillNumber(slot, subject, book)
    }
  }

  private mutating func fillNumber(_ slot: Slot, _ subject: Subject, _ book: Phrasebook) {
    switch slot {
    case .weekday: say(chance.pick(book.style.weekdays))
    case .hour: say(Self.hours[chance.below(Self.hours.count)])
    case .date: say("\(chance.among(2...28))")
    case .few: say("\(chance.among(2...9))")
    case .many: say("\(chance.among(10...60))")
    case .heads: say(number(subject.counts.heads ?? 0, book.style))
    case .meals: say(number(subject.counts.meals ?? 0, book.style))
    case .newFaces:
      guard let count = subject.counts.newFaces, count > 0 else { return }
      say(", " + number(count, book.style) + book.style.new(count))
    default: break
    }
  }

  private mutating func number(_ count: Int, _ style: Style) -> String {
    guard (1...20).contains(count), chance.below(8) == 0 else { return "\(count)" }
    return style.numbers[count - 1]
  }

  private static let hours = [
    "9", "10", "11", "13", "14", "8.30", "9.15", "10.30", "11.45", "12.15", "13.30", "14.45",
  ]

  /// Habits: a capital or none, a full stop or none, a slip of the thumb, seldom a face. Counts are spared.
  private mutating func finish(_ beat: Beat, _ style: Style) {
    if style != .brief, chance.below(3) > 0 { capitalize() }
    guard !beat.isCount else { return }
    if chance.below(28) == 0 { slip() }
    switch chance.below(60) {
    case 0 where beat.isGlad: say(chance.pick([" 😊", " 🙂", " ❤️", "!!"]))
    case 1..<10: say(".")
    default: break
    }
  }

  private mutating func capitalize() {
    guard let first = bytes.first, (97...122).contains(first) else { return }
    bytes[0] = first - 32
  }

  /// Two neighbouring small letters change places.
  private mutating func slip() {
    guard bytes.count > 12 else { return }
    let at = chance.among(4...(bytes.count - 3))
    guard (97...122).contains(bytes[at]), (97...122).contains(bytes[at + 1]) else { return }
    bytes.swapAt(at, at + 1)
  }
}
