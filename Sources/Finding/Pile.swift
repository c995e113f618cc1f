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
  /// Fingerprints of the representatives, in working order.
  let fingerprints: Fingerprints

  var count: Int { representatives.count }

  /// The places in the input of the texts equal to a representative, itself first.
  func copies(of text: Int) -> ArraySlice<Int> {
    members[(text == 0 ? 0 : memberEnds[text - 1])..<memberEnds[text]]
  }

  func multiplicity(of text: Int) -> Int {
    memberEnds[text] - (text == 0 ? 0 : memberEnds[text - 1])
  }

  /// Puts texts in order.
  ///
  /// A text without a letter or digit is nobody's copy.
  ///
  /// - Complexity: O(n log n) in the texts, and a copy of the fingerprints.
  init(_ read: Fingerprints, ids: [String]) {
    let order = (0..<read.count).sorted { x, y in
      if read.lengths[x] != read.lengths[y] { return read.lengths[x] > read.lengths[y] }
      if read.contents[x] != read.contents[y] { return read.contents[x] < read.contents[y] }
      return ids[x] < ids[y]
    }
    for text in order {
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
    fingerprints = Fingerprints(read, in: representatives)
  }
}

extension Fingerprints {
  /// The fingerprints of some texts of another run, in a given order.
  init(_ other: Fingerprints, in order: [Int]) {
    self.init()
    hashes.reserveCapacity(other.hashes.count)
    positions.reserveCapacity(other.hashes.count)
    for text in order {
      hashes += other.hashes[other.hashes(of: text)]
      positions += other.positions[other.hashes(of: text)]
      numbers += other.numbers[other.numbers(of: text)]
      hashEnds.append(hashes.count)
      numberEnds.append(numbers.count)
      lengths.append(other.lengths[text])
      contents.append(other.contents[text])
    }
  }
}
