internal import Events

/// Handles by small numbers, in the order in which they were met; the organisation is 0. An open table, since
/// a rebuild asks it for every event of the log.
struct HandleNumbers: Sendable {
  private(set) var handles: [Handle] = []
  /// A number and 1, or 0 where nothing stands. The count is a power of two.
  private var slots = [UInt32](repeating: 0, count: 1024)
  /// Handles come from other machines too: nobody is to know which share a slot.
  private let seed = UInt64.random(in: .min ... .max)

  init() { _ = number(of: .organisation) }

  mutating func number(of handle: Handle) -> UInt32 {
    var slot = slot(of: handle)
    while slots[slot] != 0 {
      if handles[Int(slots[slot] - 1)] == handle { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    handles.append(handle)
    slots[slot] = UInt32(handles.count)
    if handles.count * 2 > slots.count { grow() }
    return UInt32(handles.count - 1)
  }

  private func slot(of handle: Handle) -> Int {
    let wide = (handle.low ^ seed).multipliedFullWidth(by: handle.high ^ 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: wide.high ^ wide.low) & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for (number, handle) in handles.enumerated() {
      var slot = slot(of: handle)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
