/// Which fields of a record hold what the reader wants.
public struct ReadingOptions: Hashable, Sendable {
  /// The field that names a record; a record without it is named by its path and line.
  public var idField: String
  /// The field that holds the text.
  public var textField: String
  /// Whether a file of unknown kind that is named itself (not found in a folder) is read as a text.
  public var unknownFilesAreTexts = false

  /// Makes options.
  public init(idField: String = "id", textField: String = "text") {
    self.idField = idField
    self.textField = textField
  }
}
