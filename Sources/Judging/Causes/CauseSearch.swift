import Collating
import Prose

/// Finds the few faults behind many differences.
///
/// A difference has one cause at most: the first that explains it, and the faults that are told by
/// a law come before those that are told by a kind.
struct CauseSearch {
  let collation: Collation
  let differences: [Difference]
  /// The number in the name of the first cause.
  var firstNumber = 1

  /// A fault must explain at least so many differences to be named.
  static let least = 3

  /// The causes, the one that explains most first, and for each difference the index of its cause.
  func causes() -> (causes: [Cause], of: [Int?], displaced: Set<Int>) {
    var owner: [Int?] = Array(repeating: nil, count: differences.count)
    // Of texts that share little neither was made from the other, and what fits a law does so by chance.
    let words = [collation.base, collation.witness].map { $0.words.kinds.count(where: \.isLexical) }
    guard collation.equalWords * 2 > min(words[0], words[1]) else { return ([], owner, []) }
    var found: [Suspicion] = []
    for search in searches {
      let free = differences.indices.filter { owner[$0] == nil }
      guard let suspicion = search(free), suspicion.differences.count >= Self.least else {
        continue
      }
      for index in suspicion.differences { owner[index] = found.count }
      found.append(suspicion)
    }
    let order = found.indices.sorted {
      (found[$1].differences.count, $0) < (found[$0].differences.count, $1)
    }
    let rank = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let causes = order.enumerated().map { number, index in
      Cause(
        id: "c\(firstNumber + number)", name: found[index].name,
        explains: found[index].differences.count,
        evidence: (found[index].isInBase ? "in the base, " : "") + found[index].evidence,
        isInBase: found[index].isInBase)
    }
    let displaced = found.reduce(into: Set<Int>()) { $0.formUnion($1.displaced) }
    return (causes, owner.map { $0.flatMap { rank[$0] } }, displaced)
  }

  private typealias Search = ([Int]) -> Suspicion?

  private var searches: [Search] {
    [
      either(displacedCoreference), either(coreferenceInPlace), either(compoundDropper),
      either(punctuationStripped), either(tokeniser), encoding, misreading, either(caseFolder),
      quoteNormaliser, lineWrap, editor,
    ]
  }

  /// Which of the two texts has a fault.
  enum Damaged: CaseIterable { case witness, base }

  /// A search for a fault that shows which text has it: the one it explains more of.
  private func either(_ search: @escaping (Damaged, [Int]) -> Suspicion?) -> Search {
    { free in
      let found = Damaged.allCases.compactMap { damaged in
        search(damaged, free).map { suspicion in
          var suspicion = suspicion
          suspicion.isInBase = damaged == .base
          return suspicion
        }
      }
      return found.reduce(nil as Suspicion?) { best, next in
        next.differences.count > best?.differences.count ?? 0 ? next : best
      }
    }
  }

  private func displacedCoreference(_ damaged: Damaged, _ free: [Int]) -> Suspicion? {
    let names = free.count { DisplacedCoreference.mayBeName(differences[$0], in: damaged) }
    guard names >= Self.least else { return nil }
    return DisplacedCoreference(collation, differences, in: damaged).suspicion(free)
  }

  /// The words of the text that has the fault, and of the other.
  private func words(_ damaged: Damaged) -> (damaged: Words, sound: Words) {
    damaged == .witness
      ? (collation.witness.words, collation.base.words)
      : (collation.base.words, collation.witness.words)
  }

  // MARK: Faults told by their kinds

  private func of(_ free: [Int], _ kinds: [DifferenceKind]) -> [Int] {
    free.filter { kinds.contains(differences[$0].kind) }
  }

  private func coreferenceInPlace(_ damaged: Damaged, _ free: [Int]) -> Suspicion? {
    let (named, fuller): (DifferenceKind, DifferenceKind) =
      damaged == .witness ? (.nameForAnaphor, .nameExpanded) : (.anaphorForName, .nameShortened)
    let count = of(free, [named]).count
    guard count >= Self.least else { return nil }
    return Suspicion(
      name: .coreferenceInPlace, differences: of(free, [named, fuller]),
      evidence: "\(count) pronouns or phrases were replaced by a name, each in its place")
  }

  private func compoundDropper(_ damaged: Damaged, _ free: [Int]) -> Suspicion? {
    let dropped = of(free, [damaged == .witness ? .omittedCompound : .addedCompound])
    guard dropped.count >= Self.least else { return nil }
    let kept = hyphenated(words(damaged).damaged)
    guard kept <= dropped.count else { return nil }
    return Suspicion(
      name: .compoundDropper, differences: dropped,
      evidence: "\(dropped.count) hyphenated words are gone, \(kept) are left")
  }

  private func hyphenated(_ words: Words) -> Int {
    words.indices.dropFirst().dropLast().count { index in
      words.keys[index] == Marks.hyphen && words.kinds[index - 1].isLexical
        && words.kinds[index + 1].isLexical
        && words.gap(before: index).isEmpty && words.gap(before: index + 1).isEmpty
    }
  }

  private func punctuationStripped(_ damaged: Damaged, _ free: [Int]) -> Suspicion? {
    let marks = { (words: Words) in words.kinds.count { !$0.isLexical } }
    let texts = words(damaged)
    let (had, has) = (marks(texts.sound), marks(texts.damaged))
    guard had > 5, has * 20 <= had else { return nil }
    let lost = free.filter { index in
      let difference = differences[index]
      switch difference.kind {
      case .punctuation, .quoteBoundary, .lineBreak, .space, .strayMark, .trailingSpace, .dashGlyph:
        return true
      case .unit, .number, .money, .wordSplit, .wordJoined, .cliticDetached:
        return hasOnlyMarksBetween(difference)
      default: return false
      }
    }
    return Suspicion(
      name: .punctuationStripped, differences: lost,
      evidence: "of \(had) marks \(has) are left")
  }

  /// Whether both readings have the same letters.
  private func hasOnlyMarksBetween(_ difference: Difference) -> Bool {
    let base = collation.base.article.text[difference.locus.base.range]
    let reading = collation.witness.article.text[difference.locus.reading.range]
    return Letters.folded(base) == Letters.folded(reading)
  }

  private func tokeniser(_ damaged: Damaged, _ free: [Int]) -> Suspicion? {
    let detached = of(
      free,
      [.punctuationDetached, .quoteDetached, .cliticDetached, .abbreviationSplit, .wordSplit])
    let here = detached.filter {
      let lengths = (
        differences[$0].locus.base.range.count, differences[$0].locus.reading.range.count
      )
      return damaged == .witness ? lengths.0 < lengths.1 : lengths.0 > lengths.1
    }
    guard here.count >= Self.least, here.count * 2 > detached.count else { return nil }
    let along = of(free, [.quoteGlyph, .lineBreak, .space, .strayMark, .trailingSpace])
    return Suspicion(
      name: .tokeniser, differences: (here + along).sorted(),
      evidence: "\(here.count) marks, quotation marks and clitics stand apart from their words")
  }

  private func encoding(_ free: [Int]) -> Suspicion? {
    Suspicion(
      name: .encoding, differences: of(free, [.encoding]),
      evidence: "letters outside ASCII are written as others that share their bytes")
  }

  private func misreading(_ free: [Int]) -> Suspicion? {
    let misread = of(free, [.spelling, .nameSpelling])
    // A line break inside a word, not between two: no editor makes one.
    let broken = of(free, [.lineBreak]).filter { differences[$0].operation == .segmentation }
    let figures = of(free, [.number, .money, .date])
    let loud = free.count(where: { differences[$0].severity > .none })
    guard
      misread.count > 1 && misread.count * 2 > loud
        || misread.count == 1 && broken.count > 1 && figures.count + 1 >= loud
    else { return nil }
    let letters =
      misread.count == 1
      ? "one word differs in letters that look alike, and is a word of no list"
      : "\(misread.count) words differ in letters that look alike, and are words of no list"
    return Suspicion(
      name: .ocr, differences: (misread + of(free, [.wordJoined]) + broken + figures).sorted(),
      evidence: letters)
  }

  private func caseFolder(_ damaged: Damaged, _ free: [Int]) -> Suspicion? {
    let capitals = { (words: Words) in
      words.indices.count { words.kinds[$0] == .word && words.isCapital($0) }
    }
    let texts = words(damaged)
    let (had, has) = (capitals(texts.sound), capitals(texts.damaged))
    guard has * 10 <= had else { return nil }
    return Suspicion(
      name: .caseFolder, differences: of(free, [.letterCase]),
      evidence: "of \(had) words with a capital \(has) are left")
  }

  private func quoteNormaliser(_ free: [Int]) -> Suspicion? {
    Suspicion(
      name: .quoteNormaliser, differences: of(free, [.quoteGlyph, .dashGlyph]),
      evidence: "quotation marks and dashes are written another way throughout")
  }

  private func lineWrap(_ free: [Int]) -> Suspicion? {
    Suspicion(
      name: .lineWrap, differences: of(free, [.lineBreak, .space, .trailingSpace]),
      evidence: "only line breaks and runs of spaces differ")
  }

  private func editor(_ free: [Int]) -> Suspicion? {
    let rest = free.filter {
      differences[$0].severity > .none || differences[$0].kind == .letterCase
    }
    return Suspicion(
      name: .editor, differences: rest,
      evidence: "\(rest.count) changes of wording that no fault of a program explains")
  }
}
