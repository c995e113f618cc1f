import Collating
import Prose

/// A hyphenated word only one text has, perhaps with the comma that followed it.
enum Compounds {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard let side = place.only, let parts = compound(side) else { return nil }
    let kind: DifferenceKind = place.isAddition ? .addedCompound : .omittedCompound
    if isEndOfName(side, parts) {
      return Verdict(
        kind: kind, effect: .nameShortened,
        reason: "`\(side.text)` is the second half of a name: the name is shorter in one text")
    }
    let isModifier =
      side.kind(side.after) == .word && side.surface(side.after).first?.isLowercase == true
      && !(side.after.map { WordLists.function.contains(side.lowercase($0)) } ?? true)
    let effect: Effect =
      place.isAddition ? .contentAdded : isModifier ? .specificityLost : .contentLost
    return Verdict(
      kind: kind, effect: effect,
      reason: "the hyphenated word `\(side.text)` stands in one text only"
        + (isModifier ? ": `\(side.surface(side.after))` is less exact without it" : ""))
  }

  /// The parts of the one compound the words make, or nil.
  private static func compound(_ side: Side) -> [Int]? {
    let words = side.witness.words
    let lexical = side.lexical
    guard lexical.count > 1, let first = lexical.first, let last = lexical.last else { return nil }
    for word in first..<last {
      let isPart = words.kinds[word].isLexical || words.keys[word] == Marks.hyphen
      guard isPart, words.gap(before: word + 1).isEmpty else { return nil }
    }
    guard (first..<last).contains(where: { words.keys[$0] == Marks.hyphen }) else { return nil }
    return side.words.upperBound - last <= 2 && first == side.words.lowerBound ? lexical : nil
  }

  private static func isEndOfName(_ side: Side, _ parts: [Int]) -> Bool {
    guard let before = side.before, let last = parts.last, let first = parts.first else {
      return false
    }
    return side.kind(before) == .word && side.isName(before)
      && side.surface(first).first?.isLowercase == true
      && side.witness.words.isCapital(last)
  }
}
