/// Words made of the same part and another beginning or end, which no slip of a pen turns into one
/// another: `import` and `export`, `employer` and `employee`.
enum WordParts {
  /// Whether two words, in lower case, are such.
  static func areOtherWords(_ a: String, _ b: String) -> Bool {
    guard a != b else { return false }
    if countries.contains(a), countries.contains(b) { return true }
    let beginnings = { (word: String) in
      prefixes.filter(word.hasPrefix).map { (part: $0, rest: word.dropFirst($0.count)) }
    }
    for one in beginnings(a) {
      for other in beginnings(b)
      where one.rest == other.rest && one.part != other.part {
        // What has no beginning may have lost one letter by letter; so more of the word must agree.
        if one.rest.count >= (one.part.isEmpty || other.part.isEmpty ? 5 : 4) { return true }
      }
    }
    return endings.contains { pair in
      [(a, b), (b, a)].contains { one, other in
        one.hasSuffix(pair.0) && other.hasSuffix(pair.1)
          && one.dropLast(pair.0.count) == other.dropLast(pair.1.count)
          && one.count - pair.0.count >= 4
      }
    }
  }

  private static let prefixes = [
    "", "un", "in", "im", "ir", "il", "non", "dis", "mis", "over", "under", "hyper", "hypo", "pre",
    "post", "ex", "em", "anti", "inter", "intra", "sub", "super", "up", "down", "out",
  ]
  private static let endings = [("er", "ee"), ("or", "ee"), ("ful", "less")]

  /// Countries of one word of which another has nearly the name.
  private static let countries = WordLists.set(
    """
    iran iraq austria australia niger nigeria mali malawi malta slovakia slovenia latvia libya liberia
    guinea guyana ghana gambia zambia chad chile china oman yemen jordan sudan syria serbia
    india indonesia armenia albania romania angola andorra korea kenya kuwait togo tonga congo mongolia
    dominica panama canada uganda rwanda burundi
    """)
}
