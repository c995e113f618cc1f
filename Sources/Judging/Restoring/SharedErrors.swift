import Prose

/// What looks wrong in a restored text though no witness has anything better: errors that may be
/// common to all.
///
/// They are told, never mended: whoever wrote the report may have written them.
struct SharedErrors {
  private(set) var notes: [Restoration.Note] = []

  init(of text: String, decisions: [Restoration.Decision]) {
    let words = Words(in: text)
    for index in words.indices {
      guard let meant = Confusion.meant(words, index) else { continue }
      notes.append(
        Restoration.Note(
          range: words.range(index),
          reason: "every witness has `\(words.surface(index))`; `\(meant)` may be meant"))
    }
    for fault in Condition(of: words).faults {
      switch fault.kind {
      case .scan, .overwrite, .repetition, .encoding, .omittedCompound:
        notes.append(
          Restoration.Note(range: fault.range, reason: "in every witness: \(fault.reason)"))
      default: break
      }
    }
    notes.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  }
}

/// A known word that is easily written for another, told by the words beside it.
private struct Confusion {
  var word: String
  var meant: String
  /// Words before it, or behind it, one of which makes it suspect; none where any may stand there.
  var before: Set<String> = []
  var after: Set<String> = []
  /// Words behind it that make it sound.
  var soundBefore: Set<String> = []

  /// The word that may be meant in place of one; nil where nothing is odd.
  static func meant(_ words: Words, _ index: Int) -> String? {
    guard words.kinds[index] == .word, let list = table[words.keys[index]] else { return nil }
    func word(_ place: Int) -> String {
      guard words.indices.contains(place), words.kinds[place].isLexical else { return "" }
      return words.surface(place).lowercased().replacing("’", with: "'")
    }
    let (before, after) = (word(index - 1), word(index + 1))
    return list.first { confusion in
      (confusion.before.isEmpty || confusion.before.contains(before))
        && (confusion.after.isEmpty
          ? !after.isEmpty && !WordLists.function.contains(after)
            && !confusion.soundBefore.contains(after)
          : confusion.after.contains(after))
    }?.meant
  }

  /// Words that own or point at one of several.
  private static let owners = WordLists.set("the its his her their our your my 's")

  private static let table: [UInt64: [Confusion]] = {
    let all = [
      Confusion(
        word: "closet", meant: "closest", before: owners,
        soundBefore: WordLists.set("door doors space shelf shelves full drama organizer rod light")),
      Confusion(
        word: "untied", meant: "united", after: WordLists.set("states nations kingdom airlines")),
      Confusion(
        word: "pubic", meant: "public",
        after: WordLists.set(
          "health school schools hearing hearings opinion service services works policy safety")),
      Confusion(
        word: "heath", meant: "health",
        after: WordLists.set("care insurance department service services officials minister")),
      Confusion(word: "martial", meant: "marital", after: WordLists.set("status problems")),
      Confusion(word: "marital", meant: "martial", after: WordLists.set("law arts court")),
      Confusion(
        word: "diary", meant: "dairy",
        after: WordLists.set("farm farms farmer farmers industry products cows cattle")),
      Confusion(word: "prostrate", meant: "prostate", after: WordLists.set("cancer gland exam")),
      Confusion(
        word: "asses", meant: "assess", before: WordLists.set("to will must should can"),
        after: WordLists.set("the a its their his her this that these how whether what")),
      Confusion(
        word: "posses", meant: "possess", before: WordLists.set("to will may might can not"),
        after: WordLists.set("the a any no weapons nuclear chemical")),
      Confusion(
        word: "loose", meant: "lose", before: WordLists.set("to will would could may might not"),
        after: WordLists.set("the a an their his her its our your my more money jobs")),
      Confusion(
        word: "form", meant: "from",
        before: WordLists.set("away came come comes far apart back home visitors people suffering"),
        after: WordLists.set("the a an his her its their our")),
      Confusion(word: "statue", meant: "statute", after: WordLists.set("books limitations")),
      Confusion(
        word: "manger", meant: "manager", before: WordLists.set("general campaign project")),
      Confusion(word: "reign", meant: "rein", before: ["to"], after: ["in"]),
      Confusion(word: "there", meant: "their", after: ["own"]),
      Confusion(
        word: "calvary", meant: "cavalry", after: WordLists.set("regiment division troops")),
    ]
    return Dictionary(grouping: all) { StableHash.ofWord($0.word) }
  }()
}
