public import Prose

/// One thing that was done to a text alone: what stood there, what stands there now, and why.
public struct Mend: Hashable, Sendable {
  /// Where it was, in bytes of the text that was mended.
  public var range: TextRange
  /// What stands there now.
  public var replacement: String
  /// The damage that was undone, or that is marked.
  public let kind: DifferenceKind
  /// Why, in words a reader can check.
  public let reason: String

  /// What stands where something is lost for good.
  public static let lacuna = "[…]"

  /// Whether it marks what is lost; else the damage is undone.
  public var isLacuna: Bool { kind == .omittedCompound || kind == .overwrite }
}

/// Mends of a text, and mends of what came of them, as one list.
struct MendJoin {
  /// A stretch of the text between the two lists: kept, or made by a mend of the first.
  private struct Piece {
    var source: TextRange
    var length: Int
    var mend: Mend?
  }

  private(set) var mends: [Mend] = []
  private var pieces: ArraySlice<Piece>
  /// Where the pieces taken end, in the text between and in the first.
  private var end = 0
  private var sourceEnd = 0

  /// Joins two lists, both in order.
  ///
  /// - Parameter count: The bytes of the first text.
  /// - Complexity: O(mends).
  init(_ first: [Mend], _ second: [Mend], count: Int) {
    var pieces: [Piece] = []
    var at = 0
    for mend in first {
      let kept = TextRange(at, mend.range.start)
      pieces.append(Piece(source: kept, length: kept.count))
      pieces.append(
        Piece(source: mend.range, length: mend.replacement.utf8.count, mend: mend))
      at = mend.range.end
    }
    pieces.append(Piece(source: TextRange(at, count), length: count - at))
    self.pieces = pieces[...]
    for mend in second {
      mends += taken(until: mend.range.start).compactMap(\.mend)
      let start = sourceEnd
      let inside = taken(until: mend.range.end)
      var whole = mend
      whole.range = TextRange(inside.first?.source.start ?? start, sourceEnd)
      mends.append(whole)
    }
    mends += self.pieces.compactMap(\.mend)
  }

  /// The pieces up to a place; one that goes on behind it is cut, and its first part has all of what
  /// it was made from.
  private mutating func taken(until place: Int) -> [Piece] {
    var taken: [Piece] = []
    while let piece = pieces.first, end + piece.length <= place {
      taken.append(pieces.removeFirst())
      end += piece.length
      sourceEnd = piece.source.end
    }
    guard end < place, var rest = pieces.first else { return taken }
    var part = rest
    part.length = place - end
    rest.length -= part.length
    if let mend = rest.mend {
      part.mend?.replacement = String(mend.replacement.utf8.prefix(part.length)) ?? ""
      rest.mend?.replacement = String(mend.replacement.utf8.suffix(rest.length)) ?? ""
      rest.source = TextRange(rest.source.end, rest.source.end)
      rest.mend?.range = rest.source
    } else {
      part.source.end = part.source.start + part.length
      rest.source.start = part.source.end
    }
    pieces[pieces.startIndex] = rest
    end = place
    sourceEnd = part.source.end
    return taken + [part]
  }
}
