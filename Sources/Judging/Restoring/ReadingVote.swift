import Collating
import Prose

/// Decides between the readings of one place: each is weighed by how likely the witnesses would
/// read as they do if it were the text.
///
/// Errors differ in how easily they are made: words are lost and letters misread more often than
/// words are added, and nobody mends a word by chance. A reading that is a fault by itself, or has
/// letters the rest of the text never puts together, is unlikely to be the text.
struct ReadingVote {
  let texts: [Words]
  let columns: WordColumns
  let reliability: Reliability
  let lexicon: RestorationLexicon
  /// The witness that is followed where nothing decides.
  let preferred: Int?

  /// What was decided.
  struct Verdict {
    /// The lines with the reading that was chosen, the soundest first.
    var supporters: [Int]
    var ground: Restoration.Ground
  }

  /// One reading of the place.
  private struct Candidate {
    var lines: [Int]
    /// Its words, by column; nil where it has none.
    var words: [Int?]
    var keys: [UInt64]
    var letters: [UInt8]
    /// How many marks are among its words.
    var marks: Int
    var isLexical: Bool
    var blame = 0.0
    var plausibility = 0.0
    /// Whether it has a name that stands nowhere else.
    var hasOwnName = false
    var score = 0.0
  }

  /// What it makes of an error that it is of one sort rather than another, as a natural logarithm.
  private enum Likelihood {
    static let loss = -1.4
    static let addition = -3.4
    static let spacing = -0.5
    static let likeness = -0.9
    static let letter = -0.7
    static let joining = -1.0
    static let otherWords = -2.3
    static let unheardName = -2.0
  }

  /// Two readings as likely as this, to a natural logarithm, are as likely as each other.
  private static let tie = 0.5

  func verdict(_ place: Range<Int>, voters: [Int]) -> Verdict {
    var candidates = candidates(place, voters)
    guard candidates.count > 1 else {
      return Verdict(supporters: ordered(voters), ground: .majority)
    }
    let isLexical = candidates.contains { $0.isLexical }
    for index in candidates.indices {
      candidates[index].blame = blame(candidates[index], place)
      candidates[index].plausibility = lexicon.plausibility(of: spelled(candidates[index]))
    }
    for index in candidates.indices {
      var score = -candidates[index].blame
      for (other, candidate) in candidates.enumerated() {
        for line in candidate.lines {
          let error = isLexical ? reliability.wordErrors[line] : reliability.markErrors[line]
          if other == index {
            score += Self.log(1 - error)
          } else {
            score += likelihood(
              of: candidate, from: candidates[index], error: error,
              markError: reliability.markErrors[line])
          }
        }
      }
      candidates[index].score = score
    }
    candidates.sort {
      $0.score != $1.score ? $0.score > $1.score : isSounder($0.lines, $1.lines)
    }
    return settled(candidates, isLexical: isLexical)
  }

  /// The verdict on candidates, the likeliest first.
  private func settled(_ sorted: [Candidate], isLexical: Bool) -> Verdict {
    var candidates = sorted
    var isTie = false
    let rivals = candidates.indices.filter {
      candidates[0].score - candidates[$0].score < Self.tie
    }
    if rivals.count > 1 {
      let followed = rivals.first { index in
        preferred.map { candidates[index].lines.contains($0) } ?? false
      }
      let chosen =
        followed ?? rivals.min { isSounder(candidates[$0].lines, candidates[$1].lines) } ?? 0
      candidates.insert(candidates.remove(at: chosen), at: 0)
      isTie = isLexical && !candidates.dropFirst().allSatisfy { areAlike($0, candidates[0]) }
    }
    let best = candidates[0]
    let others = candidates.dropFirst()
    let most = others.map(\.lines.count).max() ?? 0
    let ground: Restoration.Ground =
      if isTie {
        .undecided
      } else if best.lines.count > most, !(best.keys.isEmpty && best.lines.count == 1) {
        best.keys.isEmpty ? .additionOfOthers : .majority
      } else if others.allSatisfy({ $0.keys.isEmpty }) {
        .lossOfOthers
      } else if best.keys.isEmpty {
        .additionOfOthers
      } else if others.contains(where: { $0.blame > best.blame + 1 }) {
        .faultOfOthers
      } else {
        .sounderWitness
      }
    return Verdict(supporters: ordered(best.lines), ground: ground)
  }

  private func candidates(_ place: Range<Int>, _ voters: [Int]) -> [Candidate] {
    var candidates: [Candidate] = []
    for line in voters {
      let words = place.map { column -> Int? in
        let here = columns[column]
        let word = Int(here[here.startIndex + line])
        return word < 0 ? nil : word
      }
      let keys = words.compactMap { $0.map { texts[line].keys[$0] } }
      if let same = candidates.firstIndex(where: { $0.keys == keys }) {
        candidates[same].lines.append(line)
        continue
      }
      let there = words.compactMap(\.self)
      candidates.append(
        Candidate(
          lines: [line], words: words, keys: keys,
          letters: there.flatMap { Letters.folded(texts[line].surface($0)) },
          marks: there.count { !texts[line].kinds[$0].isLexical },
          isLexical: there.contains { texts[line].kinds[$0].isLexical },
          hasOwnName: there.contains { hasOwnName(line, $0) }))
    }
    return candidates
  }

  private func hasOwnName(_ line: Int, _ word: Int) -> Bool {
    texts[line].kinds[word] == .word && texts[line].isCapital(word)
      && texts[line].range(word).count > 2 && !lexicon.isKnown(texts[line].keys[word])
      && reliability.blame[line][word] == 0
  }

  /// What its own words say against a reading: that of the witness in which they say least.
  private func blame(_ candidate: Candidate, _ place: Range<Int>) -> Double {
    candidate.lines.map { line in
      var blame: Float = 0
      var previous: Int?
      for column in place {
        let here = columns[column]
        let word = Int(here[here.startIndex + line])
        guard word >= 0 else { continue }
        blame = max(blame, reliability.blame[line][word])
        // A hyphen at the end of a line breaks the word in two.
        if let previous, texts[line].keys[previous] == Marks.hyphen,
          texts[line].text[texts[line].gap(before: word)].contains("\n")
        {
          blame = max(blame, 3)
        }
        previous = word
      }
      return Double(blame)
    }.min() ?? 0
  }

  private func likelihood(
    of reading: Candidate, from text: Candidate, error: Double, markError: Double
  ) -> Double {
    if reading.keys.isEmpty { return Self.log(error) + Likelihood.loss }
    if text.keys.isEmpty { return Self.log(error) + Likelihood.addition }
    if reading.letters == text.letters, !text.letters.isEmpty {
      // A space is sooner lost than set, unless what is joined is a known word.
      let isRejoined = text.keys.count < reading.keys.count && text.plausibility <= 0
      // Where the same letters have fewer marks, marks were lost.
      let hasFewer = reading.marks < text.marks
      return Self.log(hasFewer ? max(error, markError) : error) + Likelihood.spacing
        + (isRejoined ? Likelihood.joining : 0)
    }
    // Who writes a wrong name takes it from the report.
    guard areAlike(reading, text) else {
      return Self.log(error) + Likelihood.otherWords
        + (reading.hasOwnName ? Likelihood.unheardName : 0)
    }
    // Misreading makes no words.
    let excess = text.plausibility - reading.plausibility + (reading.blame > 1 ? 1 : 0)
    let letters = Letters.distance(reading.letters, text.letters)
    return Self.log(error) + Likelihood.likeness + Likelihood.letter * Double(max(letters, 1))
      + max(-1.5, min(excess, 1.5))
  }

  private func areAlike(_ x: Candidate, _ y: Candidate) -> Bool {
    x.isLexical && y.isLexical && Spelling.areAlike(x.letters, y.letters)
  }

  private func spelled(_ candidate: Candidate) -> [(key: UInt64, letters: [UInt8])] {
    let line = candidate.lines[0]
    return candidate.words.compactMap { word in
      guard let word, texts[line].kinds[word] == .word else { return nil }
      return (texts[line].keys[word], Letters.folded(texts[line].surface(word)))
    }
  }

  /// Witnesses, the soundest first.
  private func ordered(_ lines: [Int]) -> [Int] {
    lines.sorted { reliability.isSounder($0, $1, texts) }
  }

  private func isSounder(_ x: [Int], _ y: [Int]) -> Bool {
    guard let x = ordered(x).first, let y = ordered(y).first else { return !x.isEmpty }
    return reliability.isSounder(x, y, texts)
  }

  /// The natural logarithm, by the series of the inverse hyperbolic tangent: the engine has no
  /// library of mathematics.
  static func log(_ value: Double) -> Double {
    guard value > 0 else { return -50 }
    let ratio = value.significand
    let z = (ratio - 1) / (ratio + 1)
    var (power, sum) = (z, 0.0)
    for odd in stride(from: 1.0, through: 25, by: 2) {
      sum += power / odd
      power *= z * z
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
  }
}
