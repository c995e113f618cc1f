/// Pairs of texts, text by text.
struct Candidates: Sendable {
  /// For each text: the end of its partners.
  private var ends: [UInt32] = []
  /// Partners, each earlier in working order than the text it belongs to, ascending.
  private var partners: [UInt32] = []

  /// The number of pairs.
  var count: Int { partners.count }
  /// The number of texts.
  var texts: Int { ends.count }

  /// The partners of a text among the texts before it.
  func partners(of text: Int) -> ArraySlice<UInt32> {
    partners[(text == 0 ? 0 : Int(ends[text - 1]))..<Int(ends[text])]
  }

  /// Adds the next text with its partners.
  mutating func append(_ partners: some Sequence<UInt32>) {
    self.partners += partners
    ends.append(UInt32(self.partners.count))
  }

  /// Adds the texts of another part after these.
  mutating func append(_ part: Candidates) {
    let base = UInt32(partners.count)
    ends += part.ends.lazy.map { $0 + base }
    partners += part.partners
  }
}

extension Candidates {
  init(from archive: inout ArchiveReader) {
    ends = archive.take(UInt32.self)
    partners = archive.take(UInt32.self)
  }

  func write(to archive: ArchiveWriter) {
    archive.add(ends)
    archive.add(partners)
  }
}
