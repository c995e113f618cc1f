/// Tells of pairs whether they contradict each other; remembers pairs and texts.
final class SlotJudge {
  /// What was found of pairs.
  struct Answer: Sendable {
    /// Whether they put other names and numbers into the same slots.
    var contradict: Bool
    /// Whether, as items of a template, they have different things in the same slots.
    var differ: Bool
    /// Whether they fill the same slots alike throughout.
    var agree: Bool
  }

  /// Gives the text of a representative.
  let text: @Sendable (Int) -> String
  /// What was found so far, by pair.
  private(set) var known: [UInt64: Answer] = [:]
  private let knownBefore: [UInt64: Answer]
  private var foreign: [UInt64: Bool] = [:]
  private var read: [Int: Slots] = [:]

  /// How many texts are remembered at most.
  private static let remembered = 512

  /// Takes what gives the text of a representative, and what is known of pairs.
  init(_ text: @escaping @Sendable (Int) -> String, knownBefore: [UInt64: Answer] = [:]) {
    self.text = text
    self.knownBefore = knownBefore
  }

  /// Takes what another found.
  func learn(_ answers: [UInt64: Answer]) { known.merge(answers) { first, _ in first } }

  /// Forgets the texts read so far.
  func forgetTexts() { read.removeAll(keepingCapacity: true) }

  /// What two texts have in the same slots.
  ///
  /// - Complexity: O(bytes) of a text met for the first time.
  func answer(_ x: Int, _ y: Int) -> Answer {
    let key = Self.key(x, y)
    if let answer = known[key] ?? knownBefore[key] { return answer }
    // From both sides, for which slots meet depends on the side.
    let (a, b) = (slots(max(x, y)), slots(min(x, y)))
    let (ab, ba) = (a.compared(with: b), b.compared(with: a))
    let answer = Answer(
      contradict: ab.isContradiction || ba.isContradiction,
      differ: ab.isDifference || ba.isDifference, agree: ab.isAgreement && ba.isAgreement)
    known[key] = answer
    return answer
  }

  /// Whether two items of a template are filled with different things, in the same slots or not.
  ///
  /// - Complexity: O(bytes) of a text met for the first time.
  func differ(_ x: Int, _ y: Int) -> Bool {
    if answer(x, y).differ { return true }
    let key = Self.key(x, y)
    if let known = foreign[key] { return known }
    let answer = slots(max(x, y)).isForeign(to: slots(min(x, y)))
    foreign[key] = answer
    return answer
  }

  private static func key(_ x: Int, _ y: Int) -> UInt64 {
    UInt64(max(x, y)) << 32 | UInt64(min(x, y))
  }

  private func slots(_ place: Int) -> Slots {
    if let slots = read[place] { return slots }
    if read.count >= Self.remembered { read.removeAll(keepingCapacity: true) }
    let slots = Slots(of: text(place))
    read[place] = slots
    return slots
  }
}
