import Collating
import Prose
import Testing

/// The tiling law of a collation, looked at byte by byte: what breaks it, nil where nothing does.
struct Tiling {
  private let a: [UInt8]
  private let b: [UInt8]
  private let collation: Collation

  init(_ collation: Collation) {
    a = Array(collation.base.article.text.utf8)
    b = Array(collation.witness.article.text.utf8)
    self.collation = collation
  }

  var breach: String? {
    var (atA, atB) = (0, 0)
    for (number, locus) in collation.loci.enumerated() {
      let (x, y) = (locus.base.range, locus.reading.range)
      if x.start < atA || y.start < atB || x.end < x.start || y.end < y.start {
        return "locus \(number) is out of order"
      }
      if x.end > a.count || y.end > b.count { return "locus \(number) runs over the end" }
      if !isBorder(a, x.start) || !isBorder(a, x.end) || !isBorder(b, y.start)
        || !isBorder(b, y.end)
      {
        return "locus \(number) cuts a scalar"
      }
      if !a[atA..<x.start].elementsEqual(b[atB..<y.start]) {
        return "the texts differ before locus \(number)"
      }
      if a[x.start..<x.end].elementsEqual(b[y.start..<y.end]) {
        return "locus \(number) holds no difference"
      }
      if let wrong = wordBreach(locus) { return "locus \(number) \(wrong)" }
      (atA, atB) = (x.end, y.end)
    }
    if !a[atA...].elementsEqual(b[atB...]) { return "the texts differ behind the last locus" }
    return replaced == b
      ? nil : "putting each reading in place of the base does not give the witness"
  }

  /// The base with each of its readings replaced.
  private var replaced: [UInt8] {
    var text: [UInt8] = []
    var at = 0
    for locus in collation.loci {
      text +=
        a[at..<locus.base.range.start] + b[locus.reading.range.start..<locus.reading.range.end]
      at = locus.base.range.end
    }
    return text + a[at...]
  }

  private func isBorder(_ bytes: [UInt8], _ at: Int) -> Bool {
    at == bytes.count || bytes[at] & 0xC0 != 0x80
  }

  /// The words of a reading are those its range covers, and its sort is what it says.
  private func wordBreach(_ locus: Locus) -> String? {
    for (reading, witness) in [(locus.base, collation.base), (locus.reading, collation.witness)] {
      let words = witness.words
      guard reading.words.upperBound <= words.count else { return "tells of words beyond the end" }
      if locus.sort == .words, !reading.words.isEmpty {
        let first = words.range(reading.words.lowerBound).start
        let last = words.range(reading.words.upperBound - 1).end
        guard reading.range.start <= first, last <= reading.range.end else {
          return "does not cover its words"
        }
      }
      if locus.sort == .space, !reading.words.isEmpty { return "is space and tells of words" }
    }
    if locus.sort == .words, locus.base.words.isEmpty, locus.reading.words.isEmpty {
      return "tells of no words"
    }
    return nil
  }
}

extension Collation {
  /// Collates two texts.
  init(_ base: String, _ witness: String) {
    self.init(
      of: Witness(Article(id: "a", text: base), siglum: "A"),
      and: Witness(Article(id: "b", text: witness), siglum: "B"))
  }

  /// Each locus as `base→reading`, white space shown: `␣` a space, `⏎` a line break.
  var told: [String] {
    loci.map { locus in
      let show = { (text: Substring) in
        String(text.unicodeScalars.map { $0 == " " ? "␣" : $0 == "\n" ? "⏎" : Character($0) })
      }
      return show(base.article.text[locus.base.range]) + "→"
        + show(witness.article.text[locus.reading.range])
    }
  }
}

/// Expects two texts to tile, both ways, and gives the collation.
@discardableResult
func expectTiling(_ a: String, _ b: String, _ sourceLocation: SourceLocation = #_sourceLocation)
  -> Collation
{
  let collation = Collation(a, b)
  for one in [collation, Collation(b, a)] {
    if let breach = Tiling(one).breach {
      Issue.record(
        "\(one.base.article.text.debugDescription) and \(one.witness.article.text.debugDescription): \(breach)",
        sourceLocation: sourceLocation)
    }
  }
  return collation
}
