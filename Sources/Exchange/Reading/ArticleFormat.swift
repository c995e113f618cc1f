/// How the articles stand in a file, told by the end of its name.
enum ArticleFormat: Hashable {
  /// The whole file is one text.
  case text
  /// One JSON object a line.
  case jsonLines
  /// Rows under a header (RFC 4180).
  case csv
  /// A table that a Python with the package `truecopy` reads.
  case parquet
  /// To be told from the first bytes: standard input, pipes.
  case sniffed

  static let hint =
    "known are .txt, .jsonl, .ndjson and .csv, each also with .gz or .zst after it, and .parquet"

  /// The format a file name stands for; compression is told from the bytes, not from the name.
  init?(fileName: String) {
    var name = fileName.lowercased()[...]
    if name.hasSuffix(".parquet") {
      self = .parquet
      return
    }
    for ending in [".gz", ".zst"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
      break
    }
    if name.hasSuffix(".txt") {
      self = .text
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonLines
    } else if name.hasSuffix(".csv") {
      self = .csv
    } else {
      return nil
    }
  }
}
