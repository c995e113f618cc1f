import Truecopy

/// What is said of a restoration from several witnesses.
enum RestorationText {
  /// Of each witness that has next to nothing in common with the first one, that it has.
  ///
  /// Restored from such, a text is made of pieces of both.
  static func doubts(about witnesses: [Witness]) -> [String] {
    witnesses.dropFirst().compactMap { witness in
      let collation = Collation(of: witnesses[0], and: witness)
      guard collation.isOfStrangers else { return nil }
      return
        "\(witness.siglum) shares \(ComparisonText.percent(collation.agreement)) of the words with "
        + "\(witnesses[0].siglum): they hardly look like copies of one report, and what is given back mixes them"
    }
  }

  /// Who was heard, what was decided and where a reader should look; a line each.
  static func lines(_ restoration: Restoration, of witnesses: [Witness]) -> [String] {
    var lines: [String] = []
    for (witness, parent) in restoration.parents.enumerated() {
      guard let parent else { continue }
      lines.append(
        "\(witnesses[witness].siglum) hangs on \(witnesses[parent].siglum) and is not heard")
    }
    let decided = restoration.decisions.filter { !$0.readings.isEmpty }
    let counts = Dictionary(decided.map { ($0.ground, 1) }, uniquingKeysWith: +)
    let told = Restoration.Ground.allCases.compactMap { ground in
      counts[ground].map { "\($0.grouped) × \(ground.rawValue)" }
    }
    lines.append(
      decided.isEmpty
        ? "nothing to decide: the copies are the same"
        : "\(decided.count.counted("place")) decided: \(told.joined(separator: ", "))")
    let offsets = ScalarOffsets(of: restoration.text)
    for note in restoration.notes.prefix(20) {
      lines.append("look at \(offsets.scalar(at: note.range.start)): \(note.reason)")
    }
    if restoration.notes.count > 20 {
      lines.append("and at \((restoration.notes.count - 20).counted("more place")); json has all")
    }
    return lines
  }
}
