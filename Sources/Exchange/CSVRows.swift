internal import Formats

/// A row of a CSV file, with the line on which it begins.
public struct CSVRow: Hashable, Sendable {
  public var line: Int
  public var cells: [String]
  /// As it stood, with its end of line.
  public var raw: [UInt8]
  /// What is wrong with its quotes; nil when nothing is.
  public var fault: RowFault?
}

/// Reads CSV (RFC 4180), a row at a time, with any one byte between the cells.
public struct CSVRows {
  public static let longestRow = 1 << 20

  private let source: ByteSource
  private let path: String
  /// What divides the cells.
  public var delimiter: UInt8
  private var isBegun = false
  /// Lines that end with a carriage return alone, which the source does not count.
  private var returns = 0

  public init(path: String, delimiter: UInt8 = UInt8(ascii: ",")) throws {
    source = try Opened.source(path)
    (self.path, self.delimiter) = (path, delimiter)
  }

  public init(_ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ",")) {
    source = ByteSource(bytes)
    (path, self.delimiter) = ("", delimiter)
  }

  public var consumed: Int { source.consumed }

  /// Nil at the end. Rows without anything are passed over.
  /// - Throws: `ExchangeError` where the file is no text in UTF-8.
  public mutating func next() throws -> CSVRow? {
    do {
      while let row = try row() { if row.cells != [""] || row.fault != nil { return row } }
      return nil
    } catch let fault as ByteSource.Fault {
      throw ExchangeError(XESFault(fault, line: source.line), path: path)
    }
  }

  private mutating func row() throws -> CSVRow? {
    if !isBegun { try begin() }
    guard try source.peek() != nil else { return nil }
    var (raw, cell, cells) = ([UInt8](), [UInt8](), [[UInt8]]())
    let line = source.line + returns
    var (isQuoted, wasQuoted, fault) = (false, false, RowFault?.none)
    while let byte = try source.next() {
      raw.append(byte)
      guard raw.count <= Self.longestRow else {
        throw refusal(
          line, "en række på over 1 MB: mangler der et anførselstegn?",
          "a row of more than 1 MB: is a quote missing?")
      }
      if byte == 13, try source.peek() != 10 { returns += 1 }
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          cell.append(byte)
        } else if try source.peek() == UInt8(ascii: "\"") {
          raw.append(byte)
          cell.append(byte)
          _ = try source.next()
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
      case delimiter:
        cells.append(cell)
        (cell, wasQuoted) = ([], false)
      case 10, 13:
        if byte == 13, try source.peek() == 10, let next = try source.next() { raw.append(next) }
        return try made(line, cells + [cell], raw, fault)
      default:
        if wasQuoted, fault == nil { fault = Self.afterQuote(line) }
        cell.append(byte)
      }
    }
    if isQuoted {
      fault = RowFault(
        line: line, danish: "et anførselstegn lukkes aldrig", english: "a quote is never closed")
    }
    return try made(line, cells + [cell], raw, fault)
  }

  private static func afterQuote(_ line: Int) -> RowFault {
    RowFault(
      line: line, danish: "der står noget efter et lukket anførselstegn: skriv “\"\"” for et i teksten",
      english: "something stands after a closing quote: write “\"\"” for one within the text")
  }

  private func made(_ line: Int, _ cells: [[UInt8]], _ raw: [UInt8], _ fault: RowFault?) throws -> CSVRow {
    let texts = try cells.map { cell in
      guard let text = String(validating: cell, as: UTF8.self), !cell.contains(0) else {
        throw refusal(
          line,
          "filen er ikke UTF-8; den ligner Latin-1 (ISO 8859-1): gem den som UTF-8, eller iconv -f latin1 -t utf-8",
          "the file is not UTF-8; it looks like Latin-1 (ISO 8859-1): save it as UTF-8, or iconv -f latin1 -t utf-8"
        )
      }
      return text
    }
    return CSVRow(line: line, cells: texts, raw: raw, fault: fault)
  }

  private func refusal(_ line: Int, _ danish: String, _ english: String) -> ExchangeError {
    .fault(path: path, RowFault(line: line, danish: danish, english: english))
  }

  /// A mark of the encoding, which may be that of UTF-8 alone.
  private mutating func begin() throws {
    isBegun = true
    switch try source.peek() {
    case 0xFE, 0xFF:
      throw refusal(1, "filen er i UTF-16: gem den som UTF-8", "the file is in UTF-16: save it as UTF-8")
    case 0xEF: for _ in 0..<3 { _ = try source.next() }
    default: break
    }
  }
}
