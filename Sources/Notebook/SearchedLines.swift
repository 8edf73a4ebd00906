internal import Events
private import Foundation
internal import Reading
internal import Rebuild
internal import Search
internal import Words

/// The words of all lines in memory, and the views that they are from. What goes leaves nothing behind: as soon as
/// somebody's lines may be shown no more, all is made anew, and the memory of before overwritten.
struct SearchedLines: Sendable {
  var index: LineIndex
  /// When they were like the views.
  var change: ViewChange?
  private var homes: [Handle: Home] = [:]
  /// How many shelves hold everybody; one more has those whose lines have changed since.
  private let wholes: Int

  /// Where a person's lines are.
  private struct Home: Sendable {
    let shelf: Int
    let person: Int32
    let stamp: ViewStamp
  }

  /// Lines of so many persons are made anew by themselves; of more, all are.
  private static let mostFresh = 200

  init(_ engine: Engine, _ vocabulary: CompiledVocabulary) throws {
    let handles = try engine.stamps(of: Words::Words.self).keys.sorted()
    let made = try engine.gather(
      Words::Words.self, of: handles, jobs: ProcessInfo.processInfo.activeProcessorCount
    ) { each in try Part(vocabulary, each) }
    wholes = made.count
    index = LineIndex(made.map { Shelf($0.segment) })
    for (number, part) in made.enumerated() { settle(part, in: number) }
  }

  /// These lines with what has changed; nil when all are better made anew.
  func followed(_ engine: Engine, _ vocabulary: CompiledVocabulary) throws -> SearchedLines? {
    let stamps = try engine.stamps(of: Words::Words.self)
    guard homes.keys.allSatisfy({ stamps[$0] != nil }) else { return nil }
    let fresh = stamps.filter { handle, stamp in
      homes[handle].map { $0.stamp != stamp || $0.shelf == wholes } ?? true
    }
    guard fresh.count <= Self.mostFresh else { return nil }
    var next = self
    for home in fresh.keys.compactMap({ homes[$0] }) where home.shelf < wholes {
      next.index.shelves[home.shelf].hide(home.person)
    }
    let made = try Part(vocabulary) { try engine.views(Words::Words.self, of: fresh.keys.sorted(), $0) }
    next.index.shelves = next.index.shelves.prefix(wholes) + [Shelf(made.segment)]
    next.settle(made, in: wholes)
    return next
  }

  private mutating func settle(_ part: Part, in shelf: Int) {
    for (person, one) in part.stamps.enumerated() {
      homes[one.handle] = Home(shelf: shelf, person: Int32(person), stamp: one.stamp)
    }
  }
}

/// A segment and the views that it is from.
private struct Part: Sendable {
  let segment: Segment
  private(set) var stamps: [(handle: Handle, stamp: ViewStamp)] = []

  init(
    _ vocabulary: CompiledVocabulary,
    _ each: ((Handle, ViewStamp, Words::Words) throws -> Void) throws -> Void
  ) throws {
    let maker = SegmentMaker(vocabulary)
    var stamps: [(handle: Handle, stamp: ViewStamp)] = []
    try each { handle, stamp, view in
      maker.add(handle, view.lines)
      stamps.append((handle, stamp))
    }
    (segment, self.stamps) = (maker.finished(), stamps)
  }
}
