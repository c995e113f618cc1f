import Collating
import Prose

/// Quotation marks that do not pair, so that what was quoted may end elsewhere.
public struct QuotationWarning: Hashable, Sendable {
  /// What is odd.
  public enum Kind: String, CaseIterable, Sendable {
    /// Opened and never closed; read up to the end of its sentence.
    case unclosed
    /// A closing mark that nothing opened.
    case unopened
    /// Opened by a mark of one sort and closed by one of another: `“so"`.
    case mismatched
  }

  /// What is odd.
  public let kind: Kind
  /// The words quoted; of a mark that nothing opened, the mark itself.
  public let words: Range<Int>

  /// The warnings of a text, in its order.
  ///
  /// - Complexity: O(words).
  static func all(in witness: Witness) -> [QuotationWarning] {
    let words = witness.words
    var warnings: [QuotationWarning] = []
    var isPaired = [Bool](repeating: false, count: words.count + 1)
    for quotation in witness.quotations.all {
      let open = quotation.words.lowerBound - 1
      if open >= 0 { isPaired[open] = true }
      guard quotation.isClosed else {
        if !quotation.words.isEmpty {
          warnings.append(QuotationWarning(kind: .unclosed, words: quotation.words))
        }
        continue
      }
      let close = quotation.words.upperBound
      isPaired[close] = true
      guard open >= 0, let partner = pairs[String(words.surface(open))],
        partner != words.surface(close), words.keys[open] == Marks.doubleQuote
      else { continue }
      warnings.append(QuotationWarning(kind: .mismatched, words: quotation.words))
    }
    for word in words.indices
    where words.kinds[word] == .quote && !isPaired[word] && closing.contains(words.surface(word)) {
      warnings.append(QuotationWarning(kind: .unopened, words: word..<word + 1))
    }
    return warnings.sorted {
      ($0.words.lowerBound, $0.words.upperBound) < ($1.words.lowerBound, $1.words.upperBound)
    }
  }

  private static let pairs = ["“": "”", "„": "“", "«": "»", "\"": "\"", "``": "''", "「": "」"]
  private static let closing: Set<Substring> = ["”", "»", "''", "」", "\""]
}
