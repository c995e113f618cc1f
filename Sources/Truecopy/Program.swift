/// What the program says of itself.
public enum Program {
  /// Its version.
  public static let version = "0.1.0"
}
