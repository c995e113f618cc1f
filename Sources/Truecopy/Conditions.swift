import Finding
import Judging
import Prose
import Synchronization

/// The conditions of the texts judged so far, by their places.
final class Conditions: Sendable {
  private struct Known {
    /// For each text: the number of its condition, -1 for none.
    var numbers: [Int32]
    var all: [Condition.Summary] = []
    /// The place of each of all.
    var places: [Int32] = []
    /// How many are kept in an archive.
    var kept = 0

    mutating func add(_ condition: Condition.Summary, _ place: Int) {
      guard numbers[place] < 0 else { return }
      numbers[place] = Int32(truncatingIfNeeded: all.count)
      all.append(condition)
      places.append(Int32(truncatingIfNeeded: place))
    }
  }

  private let known: Mutex<Known>
  private let texts: any TextSource

  /// What they are kept as.
  private static let archiveName = "conditions"

  init(_ texts: any TextSource) {
    self.texts = texts
    known = Mutex(Known(numbers: [Int32](repeating: -1, count: texts.count)))
  }

  func judge(_ place: Int, _ words: Words) -> Double {
    let condition = Condition.Summary(of: words)
    known.withLock { $0.add(condition, place) }
    return condition.value
  }

  /// The condition of a text; judged now if it was not, as where a run was ended before it was kept.
  subscript(place: Int) -> Condition.Summary {
    let condition = known.withLock { known in
      known.numbers[place] < 0 ? nil : known.all[Int(known.numbers[place])]
    }
    return condition ?? Condition.Summary(of: Words(in: texts.text(at: place)))
  }

  /// Keeps those judged since the last time.
  func keep(in archive: any Archive) {
    known.withLock { known in
      guard known.kept < known.all.count else { return }
      archive.append(Self.archiveName) { writer in
        writer.add(Array(known.places[known.kept...]))
        writer.add(Array(known.all[known.kept...]))
      }
      known.kept = known.all.count
    }
  }

  /// Takes those another run kept.
  func take(from archive: any Archive) {
    archive.eachBlock(Self.archiveName) { reader in
      let (places, all) = (reader.take(Int32.self), reader.take(Condition.Summary.self))
      guard reader.isSound, places.count == all.count else { return false }
      known.withLock { known in
        for (place, condition) in zip(places, all) { known.add(condition, Int(place)) }
        known.kept = known.all.count
      }
      return true
    }
  }
}
