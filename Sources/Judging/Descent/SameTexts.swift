import Collating
import Prose

/// Witnesses that are the same to the last character, gathered, in an order that does not depend on
/// the one they were given in.
struct SameTexts {
  /// One witness of each text, sorted by what they hold: the oldest of those that have it, by its
  /// date and then its name.
  let leaders: [Int]
  /// The groups of two or more, the one that stands for them first.
  let groups: [[Int]]

  init(_ witnesses: [Witness]) {
    let order = witnesses.indices.sorted { left, right in
      let (x, y) = (witnesses[left].article, witnesses[right].article)
      if x.text.utf8.elementsEqual(y.text.utf8) {
        let undated = "\u{10FFFF}"
        return (x.published ?? undated, x.id, left) < (y.published ?? undated, y.id, right)
      }
      return x.text.utf8.lexicographicallyPrecedes(y.text.utf8)
    }
    var groups: [[Int]] = []
    for index in order {
      if let last = groups.last,
        witnesses[last[0]].article.text.utf8.elementsEqual(witnesses[index].article.text.utf8)
      {
        groups[groups.count - 1].append(index)
      } else {
        groups.append([index])
      }
    }
    leaders = groups.map { $0[0] }
    self.groups = groups.filter { $0.count > 1 }
  }

  /// What is told of the groups.
  var undecided: [Stemma.Undecided] {
    groups.map { Stemma.Undecided(witnesses: $0.sorted(), reason: .same, evidence: []) }
  }
}
