import Prose

/// A fault as it is seen: where, and what is to be said about it, in numbers.
///
/// A pile has millions of faults that are only counted; the words for one are made when somebody
/// reads them.
struct Sighting {
  /// What is said, with the words it is said of and a number.
  enum Reason: UInt8 {
    case marksLost, noEnd, misdecoded, brokenFigure, unreadable, htmlSign, markup, doubledBracket
    case misreadCommonWord, digitAmongLetters, noSuchStart, noSuchEnd, noSuchPair
    case bareClitic, writtenOver, standsTwice, spacedAbbreviation, ownsNothing
    case detachedMark, detachedQuote, writtenLater, wordGone, spaces
  }

  var range: TextRange
  var kind: DifferenceKind
  var certainty: Fault.Certainty
  var reason: Reason
  /// The word the reason names.
  var word: Int
  var number = 0

  /// The fault, with its reason in words.
  func fault(in words: Words) -> Fault {
    Fault(range: range, kind: kind, certainty: certainty, reason: text(words))
  }

  private func text(_ words: Words) -> String {
    let surface = word < words.count ? words.surface(word) : ""
    switch reason {
    case .marksLost: return "\(number) marks in \(word) words: the rest is lost"
    case .noEnd: return "the last sentence has no end"
    case .misdecoded: return "`\(surface)` is UTF-8 read in another encoding"
    case .brokenFigure: return "`\(surface)` has a letter among its digits"
    case .unreadable: return "a letter could not be read and was replaced by U+FFFD"
    case .htmlSign: return "`&\(surface.lowercased())` is a sign of HTML, not of the text"
    case .markup: return "`<\(surface.lowercased())` is markup, not text"
    case .doubledBracket: return "`\(surface)\(surface)` is markup, not text"
    case .misreadCommonWord: return "`\(surface)` looks like a misread common word"
    case .digitAmongLetters: return "`\(surface)` has a digit among its letters"
    case .noSuchStart: return "`\(surface)`: no word begins with its first two letters"
    case .noSuchEnd: return "`\(surface)`: no word ends with its last two letters"
    case .noSuchPair: return "`\(surface)` has two letters that no word has side by side"
    case .bareClitic: return "`\(surface)` stands alone: its apostrophe is lost"
    case .writtenOver: return "`\(words.text[range])`: no sentence puts these beside each other"
    case .standsTwice: return "`\(surface)` stands twice"
    case .spacedAbbreviation: return "an abbreviation with a space inside"
    case .ownsNothing:
      let owner = "\(words.surface(word - 2))\(words.surface(word - 1))"
      return "`\(owner)` owns nothing here: `\(surface)` follows"
    case .detachedMark: return "`\(surface)` stands apart from its word"
    case .detachedQuote: return "a quotation mark stands apart from what it quotes"
    case .writtenLater:
      return
        "`\(words.surface(word - 1))\(surface)` is written in one piece, all \(number) "
        + "others in two: it was put here after the text was cut into tokens"
    case .wordGone: return "\(number) spaces: a word is gone"
    case .spaces: return "\(number) spaces in a row"
    }
  }
}
