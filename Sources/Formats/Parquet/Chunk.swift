internal import CZlib

/// The values of one column in one row group, made ready to be written: a dictionary page and a data page.
struct ParquetChunk {
  let name: String
  let type: ParquetType
  private(set) var bytes: [UInt8] = []
  private(set) var isPacked = false
  private(set) var unpackedCount = 0
  /// Where the data page begins, from the beginning of the chunk.
  private(set) var dataPage = 0
  let count: Int
  let nulls: Int
  /// The least and the greatest value, in the order of their bytes or of the numbers.
  let range: (least: [UInt8], greatest: [UInt8])?

  enum Page { case dictionary(values: Int), data(values: Int) }

  /// - Parameters:
  ///   - present: for each row whether there is a value; nil where every row has one and the schema says so.
  ///   - codes: for each value its place in the dictionary.
  ///   - dictionary: the different values in Parquet's plain encoding, one after another.
  init(
    _ name: String, _ type: ParquetType, present: [UInt32]?, codes: [UInt32], dictionary: [UInt8], words: Int,
    range: (least: [UInt8], greatest: [UInt8])?
  ) {
    (self.name, self.type, self.range) = (name, type, range)
    count = present?.count ?? codes.count
    nulls = count - codes.count
    var data: [UInt8] = []
    if let present {
      let levels = Runs(present, width: 1).bytes
      data.append(little: UInt32(levels.count))
      data.append(contentsOf: levels)
    }
    let width = Runs.width(for: words)
    data.append(UInt8(width))
    data.append(contentsOf: Runs(codes, width: width).bytes)
    write([(.dictionary(values: words), dictionary), (.data(values: count), data)])
  }

  /// Lets go of the bytes once they are written.
  mutating func forget() { bytes = [] }

  /// Packed when that saves a tenth.
  private mutating func write(_ pages: [(Page, [UInt8])]) {
    let packed = pages.map { Packer.gzip($0.1) }
    let plain = pages.reduce(0) { $0 + $1.1.count }
    isPacked = packed.reduce(0) { $0 + $1.count } * 10 < plain * 9
    for ((page, body), packed) in zip(pages, packed) {
      if case .data = page { dataPage = bytes.count }
      let stored = isPacked ? packed : body
      let header = header(page, count: body.count, stored)
      bytes.append(contentsOf: header)
      bytes.append(contentsOf: stored)
      unpackedCount += header.count + body.count
    }
  }

  private func header(_ page: Page, count: Int, _ stored: [UInt8]) -> [UInt8] {
    var thrift = Thrift()
    let check = crc32(0, stored, UInt32(stored.count))
    switch page {
    case .dictionary(let values):
      thrift.field(1, 2)
      thrift.sizes(count, stored.count, check)
      thrift.field(7) {
        $0.field(1, Int32(values))
        $0.field(2, ParquetEncoding.plain)
      }
    case .data(let values):
      thrift.field(1, 0)
      thrift.sizes(count, stored.count, check)
      thrift.field(5) {
        $0.field(1, Int32(values))
        $0.field(2, ParquetEncoding.dictionary)
        $0.field(3, ParquetEncoding.runs)
        $0.field(4, ParquetEncoding.runs)
      }
    }
    return thrift.end()
  }
}

enum ParquetType: Int32, Sendable { case int = 1, text = 6 }

enum ParquetEncoding {
  static let plain: Int32 = 0, runs: Int32 = 3, dictionary: Int32 = 8
}

extension Thrift {
  fileprivate mutating func sizes(_ plain: Int, _ stored: Int, _ check: UInt) {
    field(2, Int32(plain))
    field(3, Int32(stored))
    field(4, Int32(truncatingIfNeeded: check))
  }
}
