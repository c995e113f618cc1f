import Prose

/// What the condition of a text asks about frequent words, told by the key of a word.
///
/// Every word of every text is looked up here once: one table for all lists.
struct WordTraits: OptionSet {
  let rawValue: UInt8

  /// A misreading of one of the most frequent words.
  static let misreading = WordTraits(rawValue: 1)
  /// What is left of a clitic without its apostrophe.
  static let bareClitic = WordTraits(rawValue: 2)
  /// May stand twice in a row.
  static let mayRepeat = WordTraits(rawValue: 4)
  /// Cannot follow a possessive.
  static let cannotBeOwned = WordTraits(rawValue: 8)
  /// A pronoun that is always a subject.
  static let subject = WordTraits(rawValue: 16)
  /// A day or a month.
  static let calendar = WordTraits(rawValue: 32)

  /// 1 for a trait it has, else 0.
  @inline(__always)
  func bit(_ trait: WordTraits) -> UInt8 {
    rawValue &>> UInt8(truncatingIfNeeded: trait.rawValue.trailingZeroBitCount) & 1
  }

  /// All lists, by the uppermost bits of a key or by the bits below them.
  ///
  /// A word stands in one of its two places (Pagh and Rodler, *Cuckoo hashing*, 2001): both are
  /// fetched, and nothing is to be foreseen, for every other word is in a list.
  struct Table {
    private var keys = [UInt64](repeating: 0, count: 1 << Table.bits)
    private var traits = [UInt8](repeating: 0, count: 1 << Table.bits)
    private static let bits = 10

    init(_ lists: [(WordTraits, String)]) {
      var all: [UInt64: UInt8] = [:]
      for (trait, list) in lists {
        for word in list.split(separator: " ") {
          all[StableHash.ofWord(word), default: 0] |= trait.rawValue
        }
      }
      for (key, traits) in all { enter(key, traits) }
    }

    private mutating func enter(_ key: UInt64, _ traits: UInt8) {
      var (key, traits, slot) = (key, traits, Self.slots(of: key).0)
      // What stands in the place moves to its other one.
      for _ in 0..<1 << Self.bits {
        swap(&key, &keys[slot])
        swap(&traits, &self.traits[slot])
        if key == 0 { return }
        let (first, second) = Self.slots(of: key)
        slot = slot == first ? second : first
      }
      preconditionFailure("lists too long for the table")
    }

    /// The traits of a word, none for most.
    @inline(__always)
    subscript(key: UInt64) -> WordTraits {
      let (first, second) = Self.slots(of: key)
      let (keys, traits) = (keys.span, traits.span)
      let isFirst: UInt8 = keys[unchecked: first] == key ? 1 : 0
      let isSecond: UInt8 = keys[unchecked: second] == key ? 1 : 0
      return WordTraits(
        rawValue: traits[unchecked: first] & (0 &- isFirst)
          | traits[unchecked: second] & (0 &- isSecond))
    }

    @inline(__always)
    private static func slots(of key: UInt64) -> (Int, Int) {
      let first = Int(truncatingIfNeeded: key &>> UInt64(64 - bits))
      return (first, Int(truncatingIfNeeded: key &>> UInt64(64 - 2 * bits)) & (1 << bits - 1))
    }
  }

  static let table = Table([
    (.misreading, misreadings), (.bareClitic, "s t re ve ll"),
    (.mayRepeat, "that had is very no yes ha bye so"), (.cannotBeOwned, unowned),
    (.subject, "he she they"), (.calendar, days + months),
  ])

  private static let misreadings =
    """
    tbe thc tlie fhe lhe tne ancl aud anc aod ot oi iu wbich wliich wbo wbat wben wbere wouid couid shouid bave \
    witb wilh fhat thaf tbat thls tbis thcy tbey tbeir fhis werc wcre vvas vvere vvith vvill vvould bcen \
    becn bccn hc hcr hls bim bcr shc sbe saicl sald sajd statc peoplc aftcr bcfore lasf lirst tirst olher \
    otber olten trom fiom frorn lrom tor fcr nof uot \
    mosf musf musl mucli sucli inlo inio irom cach cven cver yeai ycar ycars govemment govermnent intemational
    """
  private static let unowned =
    """
    the a an of in on at to for from with by about into and or but is are was were has have had will would can could \
    that which who he she they we it his her its their this these those not
    """
  private static let days = "monday tuesday wednesday thursday friday saturday sunday "
  private static let months =
    "january february march april may june july august september october november december"
}
