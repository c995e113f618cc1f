/// A passage that stands in both witnesses, but elsewhere: a transposition.
public struct Move: Hashable, Sendable {
  /// Its words in the base.
  public let base: Range<Int>
  /// Its words in the other witness.
  public let reading: Range<Int>
  /// Whether it was changed on the way.
  public let isEdited: Bool
}
