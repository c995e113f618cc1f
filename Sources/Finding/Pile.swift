/// The texts of a pile in their working order, equal ones as one.
///
/// Texts of the same letters and digits are one *representative* (the one with the least
/// identifier) with a multiplicity; only representatives go on. They stand longest first, then by
/// content hash. All that follows works in this order, so nothing depends on the order of input.
struct Pile: Sendable {
  /// For each representative: its place in the input.
  private var places: [UInt32] = []
  /// The places in the input of all texts, those equal to one another side by side, by identifier.
  private var members: [UInt32] = []
  private var memberEnds: [UInt32] = []
  /// Fingerprints of all texts, in the order of the input.
  var ledger: Ledger

  var count: Int { places.count }

  /// The place in the input of a representative.
  @inline(__always)
  func place(of text: Int) -> Int { Int(places[text]) }

  /// The places in the input of the texts equal to a representative, itself first.
  func copies(of text: Int) -> some RandomAccessCollection<Int> {
    members[firstMember(of: text)..<Int(memberEnds[text])].lazy.map(Int.init)
  }

  func multiplicity(of text: Int) -> Int { Int(memberEnds[text]) - firstMember(of: text) }

  private func firstMember(of text: Int) -> Int { text == 0 ? 0 : Int(memberEnds[text - 1]) }

  /// The length of a representative in units.
  func length(of text: Int) -> Int { ledger.length(of: place(of: text)) }

  /// The share of the sampled grams of a representative that stand there for the first time.
  func firstShare(of text: Int) -> Double { Double(ledger.firstShare(of: place(of: text))) }

  /// The digit runs of a representative, packed.
  func numbers(of text: Int) -> ArraySlice<UInt8> { ledger.numbers(of: place(of: text)) }

  /// Puts texts in order.
  ///
  /// A text without a letter or digit is nobody's copy.
  ///
  /// - Complexity: O(n log n) in the texts.
  init(_ read: consuming Ledger, _ texts: any TextSource) {
    ledger = read
    let (lengths, contents) = (ledger.allLengths, ledger.allContents)
    // The longest have the least key; what the key leaves open is rare.
    var order = lengths.indices.map { text -> (key: UInt64, text: UInt32) in
      (UInt64(~lengths[text]) << 32 | contents[text] >> 32, UInt32(text))
    }
    order.sort { x, y in
      x.key != y.key ? x.key < y.key : contents[Int(x.text)] < contents[Int(y.text)]
    }
    members.reserveCapacity(order.count)
    var start = 0
    while start < order.count {
      let first = Int(order[start].text)
      var end = start + 1
      while end < order.count, case let next = Int(order[end].text),
        lengths[next] == lengths[first], contents[next] == contents[first]
      {
        end += 1
      }
      append(order[start..<end].map(\.text), ofLetters: lengths[first] > 0, texts)
      start = end
    }
    ledger.dropContents()
  }

  /// Adds texts of the same content.
  private mutating func append(_ equal: [UInt32], ofLetters: Bool, _ texts: any TextSource) {
    if equal.count == 1 {
      places.append(equal[0])
      members.append(equal[0])
      memberEnds.append(UInt32(members.count))
      return
    }
    let named = equal.map { (id: texts.id(at: Int($0)), text: $0) }.sorted { $0.id < $1.id }
    for (rank, text) in named.map(\.text).enumerated() {
      members.append(text)
      if rank == 0 || !ofLetters {
        places.append(text)
        memberEnds.append(UInt32(members.count))
      } else {
        memberEnds[memberEnds.count - 1] = UInt32(members.count)
        ledger.forgetGrams(of: Int(text))
      }
    }
  }
}
