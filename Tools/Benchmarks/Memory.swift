import Foundation
import Glibc
import Synchronization

/// What the process holds, in bytes. Pages of mapped files count into the whole, though the system may take
/// them back at any time; the anonymous ones are ours alone.
struct Memory {
  /// The most of the whole since the process began: VmHWM.
  var peak = 0
  /// At this moment: RssAnon.
  var anonymous = 0

  static var now: Memory {
    var memory = Memory()
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count > 1, let kilobytes = Int(words[1]) else { continue }
      if words[0] == "VmHWM:" { memory.peak = kilobytes << 10 }
      if words[0] == "RssAnon:" { memory.anonymous = kilobytes << 10 }
    }
    return memory
  }
}

/// Looks twenty times a second how much anonymous memory the process holds.
final class MemoryWatch: Sendable {
  private let most = Atomic(0)
  private let isOver = Atomic(false)

  init() {
    Thread.detachNewThread { [self] in
      while !isOver.load(ordering: .relaxed) {
        most.max(Memory.now.anonymous, ordering: .relaxed)
        usleep(50_000)
      }
    }
  }

  /// - Returns: the most that was seen.
  func finish() -> Int {
    isOver.store(true, ordering: .relaxed)
    return max(most.load(ordering: .relaxed), Memory.now.anonymous)
  }
}

/// The files of a folder that the system may have in memory, and how to have them out of it.
struct PageCache {
  let files: [String]

  init(under folder: String) {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    files = names.filter { $0.hasSuffix("data.mdb") }.map { folder + "/" + $0 }
    for file in files {
      let descriptor = open(file, O_RDONLY)
      fdatasync(descriptor)
      close(descriptor)
    }
  }

  /// Lets go of every mapped page of these files, and has the system forget them: the next look at each goes to
  /// the disk. Only what is on the disk is forgotten, which is all but what a commit under way has written.
  func drop() {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    for line in maps.split(separator: "\n") where line.hasSuffix("/data.mdb") {
      let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2 else { continue }
      madvise(UnsafeMutableRawPointer(bitPattern: ends[0]), Int(ends[1] - ends[0]), MADV_DONTNEED)
    }
    for file in files {
      let descriptor = open(file, O_RDONLY)
      guard descriptor >= 0 else { continue }
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
      close(descriptor)
    }
  }

  /// The share of the files' pages that are in memory.
  var resident: Double {
    var (there, all) = (0, 0)
    for file in files {
      let descriptor = open(file, O_RDONLY)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      let size = Int(lseek(descriptor, 0, SEEK_END))
      guard size > 0, let map = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor, 0), map != MAP_FAILED
      else { continue }
      var pages = [UInt8](repeating: 0, count: (size + 4095) / 4096)
      mincore(map, size, &pages)
      munmap(map, size)
      there += pages.count { $0 & 1 == 1 }
      all += pages.count
    }
    return all == 0 ? 0 : Double(there) / Double(all)
  }
}
