extension Fingerprints {
  /// The hashes of the grams kept of a text, each once; all below a quarter of the range.
  public func grams(of text: Int) -> [UInt64] {
    records[records(of: text)].lazy.map { GramRecord(bits: $0) }.filter { !$0.isGap }
      .map { $0.hash << GramRecord.droppedBits }
  }

  /// A hash of all letters and digits of a text in order; nil for a text without any.
  public func content(of text: Int) -> UInt64? { lengths[text] == 0 ? nil : contents[text] }
}
