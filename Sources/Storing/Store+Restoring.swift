internal import GRDB
public import Judging
import Prose

extension Store {
  /// The text restored for a cluster as the engine made it, and the texts it is from, in order; nil
  /// where there is none.
  ///
  /// It is read from its decisions: nothing is judged anew.
  ///
  /// - Complexity: O(bytes of the texts + decisions).
  public func restored(
    of cluster: Int
  ) throws(StoreError) -> (restoration: Restoration, texts: [StoredArticle])? {
    guard let known = try restoration(of: cluster) else { return nil }
    let lines = try decisions(of: cluster)
    let texts = try articles(known.witnesses)
    let places = Dictionary(
      texts.enumerated().map { ($1.number, $0) }, uniquingKeysWith: { first, _ in first })
    let offsets = texts.map { ScalarOffsets(of: $0.text) }
    let text = lines.map(\.text).joined()
    let made = ScalarOffsets(of: text)
    func bytes(_ range: Range<Int>, _ offsets: ScalarOffsets) -> TextRange {
      TextRange(offsets.byte(at: range.lowerBound), offsets.byte(at: range.upperBound))
    }
    func source(_ article: Int, _ range: Range<Int>) -> Restoration.Source? {
      places[article].map { Restoration.Source(witness: $0, range: bytes(range, offsets[$0])) }
    }
    let decisions = lines.compactMap { line -> Restoration.Decision? in
      guard let chosen = source(line.article, line.source) else { return nil }
      let numbers = Self.numbers(line.readings ?? "")
      let readings = stride(from: 0, to: numbers.count - 2, by: 3).compactMap {
        source(numbers[$0], numbers[$0 + 1]..<numbers[$0 + 2])
      }
      return Restoration.Decision(
        range: bytes(line.range, made), chosen: chosen,
        mend: line.mend.flatMap(DifferenceKind.init(rawValue:)),
        ground: Restoration.Ground(rawValue: line.ground) ?? .undecided, reason: line.reason,
        readings: readings)
    }
    return (
      Restoration(
        text: text, decisions: decisions,
        notes: known.notes.map {
          Restoration.Note(range: bytes($0.range, made), reason: $0.reason)
        },
        parents: known.parents.map { $0.flatMap { places[$0] } }),
      texts
    )
  }
}
