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
  let fingerprints: Fingerprints

  var count: Int { representatives.count }

  /// The places in the input of the texts equal to a representative, itself first.
  func copies(of text: Int) -> ArraySlice<Int> {
    members[(text == 0 ? 0 : memberEnds[text - 1])..<memberEnds[text]]
  }

  func multiplicity(of text: Int) -> Int {
    memberEnds[text] - (text == 0 ? 0 : memberEnds[text - 1])
  }

  /// The places of the grams of a representative in `fingerprints`.
  func hashes(of text: Int) -> Range<Int> { fingerprints.hashes(of: representatives[text]) }

  /// The length of a representative in units.
  func length(of text: Int) -> Int { Int(fingerprints.lengths[representatives[text]]) }

  /// Puts texts in order.
  ///
  /// A text without a letter or digit is nobody's copy.
  ///
  /// - Complexity: O(n log n) in the texts.
  init(_ read: Fingerprints, ids: [String]) {
    fingerprints = read
    // The longest have the least key; what the key leaves open is rare.
    let keys = (0..<read.count).map { text in
      (key: UInt64(~read.lengths[text]) << 32 | read.contents[text] >> 32, text: text)
    }
    let order = keys.sorted { x, y in
      if x.key != y.key { return x.key < y.key }
      if read.contents[x.text] != read.contents[y.text] {
        return read.contents[x.text] < read.contents[y.text]
      }
      return ids[x.text] < ids[y.text]
    }
    for (_, text) in order {
      if let last = representatives.last, read.lengths[text] > 0,
        read.lengths[last] == read.lengths[text], read.contents[last] == read.contents[text]
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
