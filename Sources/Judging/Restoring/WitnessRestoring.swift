public import Collating
import Prose

/// Restores one text from several witnesses.
///
/// Witnesses made from another of them are not heard (`Kinship`), the others as far as their text
/// and their agreement with the rest show them to be worth (`Reliability`). Words are chosen first,
/// passages as a whole and then place by place; then how each word looks and the white space
/// between words, from witnesses that have just those words. So nothing is made up.
struct WitnessRestoring {
  let restoration: Restoration

  init(_ witnesses: [Witness], base: Int?) {
    let texts = witnesses.map(\.words)
    let columns = WordColumns(of: witnesses)
    var reliability = Reliability(witnesses)
    let all = RestorationLexicon(columns, texts, lines: Array(witnesses.indices))
    let kinship = Kinship(columns, texts, reliability, all)
    let lines = kinship.lines
    let lexicon = RestorationLexicon(columns, texts, lines: lines)
    reliability.count(columns, texts, lines: lines, lexicon)
    // Where one made from another is to be followed, that one is.
    var preferred = base
    while let witness = preferred, let parent = kinship.parents[witness] { preferred = parent }
    let lacunae = Lacunae(columns, texts, lines: lines, reliability)
    let vote = ReadingVote(
      texts: texts, columns: columns, reliability: reliability, lexicon: lexicon,
      preferred: preferred)
    let places = VariantPlaces(columns, texts, lines: lines, lacunae, lexicon).places
    var builder = RestorationBuilder(columns, witnesses, reliability, preferred: preferred)
    for place in places {
      if place.voters.isEmpty {
        let without = place.passage.map { lacunae.passages[$0].without } ?? []
        builder.add(place, supporters: without, ground: .additionOfOthers)
      } else if place.isAgreed {
        if place.voters.count == lines.count {
          builder.add(place, supporters: place.voters, ground: nil)
        } else {
          builder.addPassage(place)
        }
      } else {
        let verdict = vote.verdict(place.columns, voters: place.voters)
        builder.add(place, supporters: verdict.supporters, ground: verdict.ground)
      }
    }
    builder.finish(lines)
    let mended = RestorationMending(builder.text, builder.decisions)
    restoration = Restoration(
      text: mended.text, decisions: mended.decisions,
      notes: SharedErrors(of: mended.text, decisions: mended.decisions).notes,
      parents: kinship.parents)
  }
}

extension Restoration {
  /// Restores the text of two or more witnesses.
  ///
  /// Every scalar comes from a witness or from a named mend. The text does not depend on the order
  /// of the witnesses, unless a base is named.
  ///
  /// - Parameter base: The place of the witness to follow where nothing decides.
  /// - Complexity: As `AlignmentTable`, and O(words · witnesses²).
  public init(of witnesses: [Witness], base: Int? = nil) {
    precondition(!witnesses.isEmpty, "nothing to restore from")
    self = WitnessRestoring(witnesses, base: base).restoration
  }
}
