/// The fingerprints of a run of texts: a fixed sample of their grams, in flat arrays.
///
/// A *gram* is twelve units of folded text (`Fold`). Its hash alone decides whether it is kept, so
/// the same gram is kept, or not, in every text: shared grams survive sampling together (Broder,
/// *On the resemblance and containment of documents*, 1997). Twelve letters with no word borders
/// outlive spacing, hyphens and scanning errors, which word shingles do not. Short texts keep a
/// denser sample, or too little of them would be left to meet by.
public struct Fingerprints: Sendable {
  /// The hashes of the kept grams, each once a text, text after text, in the order they stand.
  var hashes: [UInt64] = []
  /// Where each kept gram starts, in units of its folded text.
  var positions: [UInt32] = []
  /// The digit runs of two or more digits, text after text.
  var numbers: [Number] = []
  /// For each text: the end of its part of `hashes`.
  var hashEnds: [Int] = []
  /// For each text: the end of its part of `numbers`.
  var numberEnds: [Int] = []
  /// For each text: its length in units.
  var lengths: [UInt32] = []
  /// For each text: the share of its sampled grams that stand there for the first time.
  var firstShare: [Float] = []
  /// For each text: a hash of all its units in order.
  var contents: [UInt64] = []

  /// What is kept from text to text, so that none of it is made anew.
  var scanner = Scanner()

  /// An empty run.
  public init() {}

  /// The number of texts read.
  public var count: Int { lengths.count }

  /// A run of digits in a folded text: `4.2` and `$42` are both `42`.
  struct Number: Equatable, Sendable {
    /// Where it starts, in units.
    var position: UInt32
    /// The number of digits, at most 14; the rest of a longer run is dropped.
    var count: UInt8
    /// Four bits a digit, the first digit highest.
    var digits: UInt64

    subscript(index: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: digits >> UInt64((Int(count) - 1 - index) * 4)) & 0xF
    }
  }

  func hashes(of text: Int) -> Range<Int> {
    (text == 0 ? 0 : hashEnds[text - 1])..<hashEnds[text]
  }

  func numbers(of text: Int) -> Range<Int> {
    (text == 0 ? 0 : numberEnds[text - 1])..<numberEnds[text]
  }

  /// Makes room for the grams of texts of so many bytes, unless most are short.
  mutating func reserve(forBytes bytes: Int) {
    hashes.reserveCapacity(bytes / 14)
    positions.reserveCapacity(bytes / 14)
  }
}
