import CZlib
import Foundation

/// As much of Parquet as our files need, read by the book: footer, pages, runs. A second hand beside the writer's.
struct ParquetReader {
  let bytes: [UInt8]
  private(set) var names: [String] = []
  private(set) var rows = 0
  private(set) var columns: [[String?]] = []

  init(_ data: Data) throws {
    bytes = Array(data)
    let magic = Array("PAR1".utf8)
    guard bytes.count > 12, Array(bytes.prefix(4)) == magic, Array(bytes.suffix(4)) == magic else {
      throw Fault()
    }
    let length = little(bytes, bytes.count - 8)
    var footer = Compact(bytes, bytes.count - 8 - length)
    let file = footer.structure()
    names = (file[2]?.list ?? []).dropFirst().map { $0.fields[4]?.text ?? "" }
    let isOptional = (file[2]?.list ?? []).dropFirst().map { $0.fields[3]?.number == 1 }
    rows = file[3]?.number ?? -1
    columns = names.map { _ in [] }
    for group in file[4]?.list ?? [] {
      for (place, column) in (group.fields[1]?.list ?? []).enumerated() {
        columns[place] += try chunk(column.fields[3]?.fields ?? [:], isOptional[place])
      }
    }
  }

  struct Fault: Error {}

  private func chunk(_ column: [Int: Compact.Value], _ isOptional: Bool) throws -> [String?] {
    let isPacked = column[4]?.number == 2
    guard let start = column[11]?.number, let second = column[9]?.number else { throw Fault() }
    let words = words(try page(start, isPacked), areNumbers: column[1]?.number == 1)
    let data = try page(second, isPacked)
    var body = 0
    var present = [Int](repeating: 1, count: data.count)
    if isOptional {
      present = runs(data.body, 4, width: 1, count: data.count)
      body = 4 + little(data.body, 0)
    }
    let codes = runs(data.body, body + 1, width: Int(data.body[body]), count: present.reduce(0, +))
    var next = codes.makeIterator()
    return present.map { $0 == 0 ? nil : next.next().map { words[$0] } }
  }

  private func words(_ page: Page, areNumbers: Bool) -> [String] {
    var (words, place) = ([String](), 0)
    while words.count < page.count {
      let number = little(page.body, place)
      place += 4
      if areNumbers {
        words.append("\(number)")
      } else {
        words.append(String(decoding: page.body[place..<(place + number)], as: UTF8.self))
        place += number
      }
    }
    return words
  }

  private typealias Page = (body: [UInt8], count: Int)

  private func page(_ start: Int, _ isPacked: Bool) throws -> Page {
    var header = Compact(bytes, start)
    let page = header.structure()
    guard let count = (page[5] ?? page[7])?.fields[1]?.number, let plain = page[2]?.number,
      let stored = page[3]?.number
    else { throw Fault() }
    let body = Array(bytes[header.position..<(header.position + stored)])
    return (isPacked ? try unpacked(body, plain) : body, count)
  }

  private func unpacked(_ packed: [UInt8], _ count: Int) throws -> [UInt8] {
    var (output, packed, stream) = ([UInt8](repeating: 0, count: count), packed, z_stream())
    inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    defer { inflateEnd(&stream) }
    let status = packed.withUnsafeMutableBufferPointer { packed in
      output.withUnsafeMutableBufferPointer { output in
        (stream.next_in, stream.avail_in) = (packed.baseAddress, UInt32(packed.count))
        (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
        return inflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END, stream.total_out == count else { throw Fault() }
    return output
  }

  private func runs(_ bytes: [UInt8], _ start: Int, width: Int, count: Int) -> [Int] {
    var (values, reader) = ([Int](), Compact(bytes, start))
    while values.count < count {
      let head = reader.varint()
      if head & 1 == 0 {
        var value = 0
        for byte in 0..<((width + 7) / 8) { value |= Int(reader.byte()) << (8 * byte) }
        values += [Int](repeating: value, count: head >> 1)
      } else {
        for place in 0..<(head >> 1) * 8 { values.append(bits(bytes, reader.position, place * width, width)) }
        reader.skip((head >> 1) * width)
      }
    }
    return Array(values.prefix(count))
  }

  private func bits(_ bytes: [UInt8], _ start: Int, _ bit: Int, _ width: Int) -> Int {
    (0..<width).reduce(0) { $0 | Int(bytes[start + (bit + $1) / 8] >> UInt8((bit + $1) % 8) & 1) << $1 }
  }

  private func little(_ bytes: [UInt8], _ place: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}

/// Thrift's compact protocol.
struct Compact {
  private let bytes: [UInt8]
  private(set) var position: Int

  indirect enum Value {
    case number(Int)
    case bytes([UInt8])
    case list([Value])
    case fields([Int: Value])

    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var text: String? {
      if case .bytes(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
    }
    var list: [Value]? { if case .list(let list) = self { list } else { nil } }
    var fields: [Int: Value] { if case .fields(let fields) = self { fields } else { [:] } }
  }

  init(_ bytes: [UInt8], _ position: Int) { (self.bytes, self.position) = (bytes, position) }

  mutating func byte() -> UInt8 {
    position += 1
    return bytes[position - 1]
  }

  mutating func skip(_ count: Int) { position += count }

  mutating func varint() -> Int {
    var (value, shift) = (0, 0)
    while true {
      let next = byte()
      value |= Int(next & 0x7F) << shift
      if next & 0x80 == 0 { return value }
      shift += 7
    }
  }

  mutating func structure() -> [Int: Value] {
    var (fields, last) = ([Int: Value](), 0)
    while true {
      let head = byte()
      if head == 0 { return fields }
      last += Int(head >> 4)
      fields[last] = value(head & 15)
    }
  }

  private mutating func value(_ kind: UInt8) -> Value {
    switch kind {
    case 1, 2: return .number(kind == 1 ? 1 : 0)
    case 4, 5, 6:
      let raw = varint()
      return .number(raw >> 1 ^ -(raw & 1))
    case 8:
      let count = varint()
      position += count
      return .bytes(Array(bytes[(position - count)..<position]))
    case 9:
      let head = byte()
      let count = head >> 4 == 15 ? varint() : Int(head >> 4)
      return .list((0..<count).map { _ in value(head & 15) })
    default: return .fields(structure())
    }
  }
}
