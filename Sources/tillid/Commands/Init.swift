import ArgumentParser
import Notebook
import Reading
import Rebuild

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make the data folder, its keys and the default vocabulary.")

  @OptionGroup var common: Common

  /// Makes it without a word.
  static func quietly(_ common: Common) throws {
    try common.folder.make(words: try VocabularyFile.standard().bytes)
  }

  func run() throws {
    let folder = common.folder
    try Self.quietly(common)
    try common.answer(
      common.say(
        """
        Datamappen \(folder.path) er klar. Hovednøglen ligger i \(folder.keyPath): gem en kopi et andet sted, for \
        uden den kan intet læses. Skriv den første linje: tillid note "18 kaffe, 7 mad, 2 nye" --at Nibe
        """,
        """
        The data folder \(folder.path) is ready. The master key is in \(folder.keyPath): keep a copy elsewhere, \
        without it nothing can be read. Write the first line: tillid note "18 coffee, 7 meals, 2 new" --at Nibe
        """), json: ["data": folder.path, "key": folder.keyPath])
  }
}
