import Prose

/// Tells words that a machine misread, without a dictionary: by letters English never puts
/// together, digits among letters, and the usual misreadings of the most frequent words.
enum Misreading {
  /// What is wrong with a word of ASCII letters and digits; nil where nothing is.
  ///
  /// Every word of every text comes here: bytes and keys only, and a text is made for a find.
  static func reason(_ words: Words, _ index: Int) -> String? {
    let bytes = words.text.utf8Span.span
    let range = words.range(index)
    guard range.count > 1 else { return nil }
    if misreadings.contains(words.keys[index]) {
      return "`\(words.surface(index))` looks like a misread common word"
    }
    var small = 0
    var digits = 0
    for at in range.start..<range.end {
      let byte = bytes[at]
      if byte >= 0x80 { return nil }
      if isSmall(byte) { small += 1 } else if isDigit(byte) { digits += 1 }
    }
    if digits == 1, small > 1, small + 2 >= range.count, !isDigit(bytes[range.end - 1]) {
      return "`\(words.surface(index))` has a digit among its letters"
    }
    // A capital at the start, small letters after it: no name in capitals, no abbreviation.
    guard small + (isSmall(bytes[range.start]) ? 0 : 1) == range.count, range.count > 2 else {
      return nil
    }
    func pair(_ at: Int) -> UInt16 { UInt16(bytes[at] | 0x20) << 8 | UInt16(bytes[at + 1]) }
    if range.count > 3, starts.contains(pair(range.start)) {
      return "`\(words.surface(index))`: no word begins with its first two letters"
    }
    if ends.contains(pair(range.end - 2)) {
      return "`\(words.surface(index))`: no word ends with its last two letters"
    }
    for at in range.start..<range.end - 1 where inside.contains(pair(at)) {
      return "`\(words.surface(index))` has two letters that no word has side by side"
    }
    return nil
  }

  /// A figure with a letter before a digit: `1l9`, `50O,000`.
  static func isBrokenFigure(_ words: Words, _ index: Int) -> Bool {
    let bytes = words.text.utf8Span.span
    let range = words.range(index)
    guard range.count > 2 else { return false }
    for at in range.start + 1..<range.end - 1 {
      if "lOoISi".utf8.contains(bytes[at]), bytes[at - 1] < 0x3A, bytes[at + 1] < 0x3A {
        return true
      }
    }
    return false
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// A word that holds what UTF-8 looks like in Windows-1252 or Latin-1.
  static func isMisdecoded(_ words: Words, _ index: Int) -> Bool {
    let bytes = words.text.utf8Span.span
    let range = words.range(index)
    // Where a wrong reading was undone the word is longer than its letters; ASCII words are passed
    // over at once.
    for at in range.start..<range.end where bytes[at] >= 0xC3 {
      return Glyphs.isMisdecoded(String(words.surface(index)))
    }
    return false
  }

  private static let misreadings = Set(
    """
    tbe thc tlie fhe lhe tne ancl aud anc aod ot oi iu wbich wliich wbo wbat wben wbere wouid couid shouid bave \
    witb wilh fhat thaf tbat thls tbis thcy tbey tbeir fhis werc wcre vvas vvere vvith vvill vvould bcen \
    becn bccn hc hcr hls bim bcr shc sbe saicl sald sajd statc peoplc aftcr bcfore lasf lirst tirst olher \
    otber olten trom fiom frorn lrom tor fcr nof uot \
    mosf musf musl mucli sucli inlo inio irom cach cven cver yeai ycar ycars govemment govermnent intemational
    """.split(separator: " ").map { StableHash.ofWord($0) })
  private static let starts = pairs(
    """
    tb fh hb bt cb cd dc fb fc fd gb gc hc hd hf jb lb lc ld lf lh ln lr lt mb mh ml nb \
    nf nh nl nr nt pb pc pd rb rc rd rf rg rm rn rr rs rt rv sb sd tc td tf tg tl tm tn \
    tp vv vb vc wb wc wd wf wl wn wt bb bc bd bf bn hh hl hn hr hs qo qe
    """)
  private static let ends = pairs(
    """
    cb cl dc fb hb hc ij mc nb pb qb tb tc uc vv wb bc tf gb kc vc hf
    """)
  private static let inside = pairs("vv qq jq qj vq qv jx xj zx qz")

  private static func pairs(_ list: String) -> Set<UInt16> {
    Set(list.split(separator: " ").map { $0.utf8.reduce(0) { $0 << 8 | UInt16($1) } })
  }
}
