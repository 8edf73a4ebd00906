import ArgumentParser
import Sample

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "What this view answers.")
  @OptionGroup var looking: Looking
  func run() throws { try looking.show(Sample.self) }
}
