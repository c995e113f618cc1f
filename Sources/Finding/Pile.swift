/// The texts of a pile in their working order, equal ones as one.
///
/// Texts of the same letters and digits are one *representative* (the one with the least
/// identifier) with a multiplicity; only representatives go on. They stand longest first, then by
/// content hash. All that follows works in this order, so nothing depends on the order of input.
struct Pile: Sendable {
  /// For each representative: its place in the input.
  private(set) var representatives: [Int] = []
  /// The places in the input of all texts, those equal to one another side by side, by identifier.
  private var members: [Int] = []
  private var memberEnds: [Int] = []
  /// Fingerprints of all texts, in the order of the input.
  private(set) var fingerprints: Ledger

  var count: Int { representatives.count }

  /// The places in the input of the texts equal to a representative, itself first.
  func copies(of text: Int) -> ArraySlice<Int> {
    members[(text == 0 ? 0 : memberEnds[text - 1])..<memberEnds[text]]
  }

  func multiplicity(of text: Int) -> Int {
    memberEnds[text] - (text == 0 ? 0 : memberEnds[text - 1])
  }

  /// The hashes of the grams of a representative.
  func hashes(of text: Int) -> ArraySlice<UInt64> {
    fingerprints.hashes(of: representatives[text])
  }

  /// Where the grams of a representative stand.
  func positions(of text: Int) -> ArraySlice<UInt32> {
    fingerprints.positions(of: representatives[text])
  }

  func gramCount(of text: Int) -> Int { fingerprints.gramCount(of: representatives[text]) }

  func firstShare(of text: Int) -> Float { fingerprints.firstShare(of: representatives[text]) }

  /// The length of a representative in units.
  func length(of text: Int) -> Int { fingerprints.length(of: representatives[text]) }

  /// The digit runs of a representative.
  func numbers(of text: Int) -> ArraySlice<Fingerprints.Number> {
    fingerprints.numbers(of: representatives[text])
  }

  /// Gives the memory of the grams back, once they are joined.
  mutating func dropGrams() { fingerprints.dropGrams() }

  /// Puts texts in order.
  ///
  /// A text without a letter or digit is nobody's copy.
  ///
  /// - Complexity: O(n log n) in the texts.
  init(_ read: Ledger, _ texts: some TextSource) {
    fingerprints = read
    // The longest have the least key; what the key leaves open is rare.
    let keys = (0..<read.count).map { text -> (key: UInt64, text: Int) in
      let length = UInt32(truncatingIfNeeded: read.length(of: text))
      return (key: UInt64(~length) << 32 | read.content(of: text) >> 32, text: text)
    }
    let order = keys.sorted { x, y in
      if x.key != y.key { return x.key < y.key }
      let (first, second) = (read.content(of: x.text), read.content(of: y.text))
      if first != second { return first < second }
      return texts.id(at: x.text) < texts.id(at: y.text)
    }
    for (_, text) in order {
      if let last = representatives.last, read.length(of: text) > 0,
        read.length(of: last) == read.length(of: text),
        read.content(of: last) == read.content(of: text)
      {
        memberEnds[memberEnds.count - 1] += 1
      } else {
        representatives.append(text)
        memberEnds.append(members.count + 1)
      }
      members.append(text)
    }
  }
}
