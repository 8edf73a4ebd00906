import Foundation

/// The target that `TILLID_FUZZ` names.
private let target: Target = {
  let name = ProcessInfo.processInfo.environment["TILLID_FUZZ"] ?? ""
  guard let target = Target.all.first(where: { $0.name == name }) else {
    fatalError("TILLID_FUZZ names a target: \(Target.all.map(\.name).joined(separator: ", "))")
  }
  return target
}()

/// Called by libFuzzer, whose `main` it is, before all else. Writes what the target begins from into the folder
/// that `TILLID_FUZZ_SEEDS` names.
@_cdecl("LLVMFuzzerInitialize")
public func begin(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["TILLID_FUZZ_SEEDS"] else { return 0 }
  for (number, seed) in target.seeds.enumerated() {
    let path = "\(folder)/seed-\(number)"
    guard FileManager.default.createFile(atPath: path, contents: Data(seed)) else { fatalError(path) }
  }
  return 0
}

/// Called by libFuzzer with one input after another. A property that does not hold is a crash to it.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryOne(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch { fatalError("\(error)") }
  return 0
}
