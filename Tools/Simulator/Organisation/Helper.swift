/// One who writes.
struct Helper: Sendable {
  let name: String
  let style: Style
  let device: Int
  let isEmployed: Bool

  init(number: Int, _ desk: inout Desk) {
    name = Names.helper(number)
    style = desk.pen.chance.pick([
      .plain, .plain, .plain, .plain, .plain, .brief, .brief, .brief, .dialect, .english,
    ])
    device = desk.newDevice()
    isEmployed = desk.pen.chance.below(4) == 0
  }

  /// The office, which writes what no helper writes.
  init(hub device: Int) {
    (name, style, isEmployed) = ("", .plain, true)
    self.device = device
  }
}
