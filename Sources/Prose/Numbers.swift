/// What a number says, whatever its dress: `1,000` and `1000` and, where asked, `two` and `2`.
public struct NumberValue: Hashable, Sendable {
  /// Digits without thousands commas and without idle zeros: `4.2`, `1000`.
  public let digits: String
  /// What is written right behind the digits: `m` in `4.2m`, `th` in `20th`.
  public let suffix: String

  /// Reads a word that starts with a digit; nil where there is none.
  public init?(_ word: some StringProtocol) {
    var digits = ""
    var rest = Substring(word)
    var isThousands = false
    while let character = rest.first {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if character == ",", Self.isThousandsGroup(rest.dropFirst()) {
        isThousands = true
      } else if character == "." || character == ":" || character == "/" || character == ",",
        rest.dropFirst().first?.isNumber == true
      {
        digits.append(character)
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard digits.first?.isNumber == true else { return nil }
    if digits.filter({ $0 == "." }).count == 1, !isThousands || digits.last != "." {
      while digits.hasSuffix("0") { digits.removeLast() }
      if digits.hasSuffix(".") { digits.removeLast() }
    }
    while digits.count > 1, digits.hasPrefix("0"), digits.dropFirst().first?.isNumber == true {
      digits.removeFirst()
    }
    self.digits = digits
    suffix = rest.lowercased()
  }

  /// Exactly three digits start here.
  private static func isThousandsGroup(_ text: Substring) -> Bool {
    let digits = text.prefix(4).prefix { $0.isASCII && $0.isNumber }
    return digits.count == 3
  }

  private init(digits: String) {
    self.digits = digits
    suffix = ""
  }

  /// Reads a number written as a word, up to twenty and the round ones: `two`, `twelve`, `hundred`.
  public static func spelled(_ word: some StringProtocol) -> NumberValue? {
    spellings[word.lowercased()].map { NumberValue(digits: $0) }
  }

  private static let spellings = Dictionary(
    uniqueKeysWithValues:
      """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
      eighteen nineteen twenty
      """.split(separator: " ").enumerated().map { (String($1), String($0)) } + [
        ("thirty", "30"), ("forty", "40"), ("fifty", "50"), ("sixty", "60"), ("seventy", "70"),
        ("eighty", "80"), ("ninety", "90"), ("hundred", "100"), ("thousand", "1000"),
        ("million", "1000000"), ("billion", "1000000000"), ("dozen", "12"),
      ])
}
