/// The fingerprints of a run of texts: a fixed sample of their grams, in flat arrays.
///
/// A *gram* is twelve units of folded text (`Fold`). Its hash alone decides whether it is kept, so
/// the same gram is kept, or not, in every text: shared grams survive sampling together (Broder,
/// *On the resemblance and containment of documents*, 1997). Twelve letters with no word borders
/// outlive spacing, hyphens and scanning errors, which word shingles do not. Short texts keep a
/// denser sample, or too little of them would be left to meet by.
public struct Fingerprints: Sendable {
  /// The kept grams, each once a text, text after text, in the order they stand.
  var records: [UInt64] = []
  /// The digit runs of two or more digits, text after text, packed (`NumberPacking`).
  var numbers: [UInt8] = []
  /// For each text: the end of its part of `records`.
  var recordEnds: [UInt32] = []
  /// For each text: the end of its part of `numbers`.
  var numberEnds: [UInt32] = []
  /// For each text: its length in units.
  var lengths: [UInt32] = []
  /// For each text: the share of its sampled grams that stand there for the first time.
  var firstShare: [Float] = []
  /// For each text: a hash of all its units in order.
  var contents: [UInt64] = []
  /// What is kept from text to text, so that none of it is made anew.
  var fold = Fold()
  var scanner = Scanner()

  /// An empty run.
  public init() {}

  /// The number of texts read.
  public var count: Int { lengths.count }

  func records(of text: Int) -> Range<Int> {
    (text == 0 ? 0 : Int(recordEnds[text - 1]))..<Int(recordEnds[text])
  }

  func numbers(of text: Int) -> Range<Int> {
    (text == 0 ? 0 : Int(numberEnds[text - 1]))..<Int(numberEnds[text])
  }

  /// Makes room for the grams of texts of so many bytes, unless most are short.
  mutating func reserve(forBytes bytes: Int) { records.reserveCapacity(bytes / 14) }
}
