import Prose

/// What the condition of a text asks about frequent words, told by the key of a word.
///
/// Every word of every text is looked up here once: one table for all lists, and a miss costs one
/// load.
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

  /// All lists, open to addressing by the uppermost bits of a key.
  struct Table {
    private var keys = [UInt64](repeating: 0, count: 1 << Table.bits)
    private var traits = [UInt8](repeating: 0, count: 1 << Table.bits)
    private static let bits = 10

    init(_ lists: [(WordTraits, String)]) {
      for (trait, list) in lists {
        for word in list.split(separator: " ") {
          let key = StableHash.ofWord(word)
          let slot = Self.slot(of: key, in: keys.span)
          keys[slot] = key
          traits[slot] |= trait.rawValue
        }
      }
    }

    /// The traits of a word, none for most.
    @inline(__always)
    subscript(key: UInt64) -> WordTraits {
      WordTraits(rawValue: traits[Self.slot(of: key, in: keys.span)])
    }

    /// The slot of a key, or the empty one where it would stand.
    @inline(__always)
    private static func slot(of key: UInt64, in keys: Span<UInt64>) -> Int {
      var slot = Int(truncatingIfNeeded: key &>> UInt64(64 - bits))
      while keys[slot] != key, keys[slot] != 0 { slot = (slot &+ 1) & (1 << bits - 1) }
      return slot
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
