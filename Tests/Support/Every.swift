/// All small cases of something, so that a law is held over every one of them and not over a lucky few.
///
/// Most faults of code over sequences show on some very small input (Jackson's small scope hypothesis).
public enum Every {
  /// The words and the mark that small texts are made of.
  public static let alphabet = ["an", "oak", "fell", ","]
  /// The white space that stands between them.
  public static let gaps = [" ", "", "\n"]

  /// Every list over an alphabet, of every length up to a bound, the empty one first.
  public static func list<Element>(of alphabet: [Element], upTo length: Int) -> [[Element]] {
    var all: [[Element]] = [[]]
    var last = all
    for _ in 0..<max(length, 0) {
      last = last.flatMap { start in alphabet.map { start + [$0] } }
      all += last
    }
    return all
  }

  /// Every text of so many words and marks at most, with every choice of gaps between them.
  ///
  /// With four words and marks and three gaps there are 53 texts of up to 2, 629 of up to 3 and 7541 of up to 4.
  public static func text(
    of alphabet: [String] = alphabet, upTo length: Int, gaps: [String] = gaps
  ) -> [String] {
    list(of: alphabet, upTo: length).flatMap { words -> [String] in
      guard let first = words.first else { return [""] }
      return words.dropFirst().reduce([first]) { texts, word in
        texts.flatMap { text in gaps.map { text + $0 + word } }
      }
    }
  }

  /// Calls a law with every ordered pair of a list, a thing with itself included.
  public static func pair<Element>(
    of list: [Element], _ law: (Element, Element) throws -> Void
  ) rethrows {
    for first in list {
      for second in list { try law(first, second) }
    }
  }
}
