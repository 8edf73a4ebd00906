internal import Dispatch

/// A thread of its own for a loop that blocks: what the log does waits for the disk, and the threads that all other
/// tasks share are as many as the cores.
final class OwnThread: TaskExecutor {
  private let queue: DispatchQueue

  init(_ name: String) { queue = DispatchQueue(label: "tillid.\(name)") }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
