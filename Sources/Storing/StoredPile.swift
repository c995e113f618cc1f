public import Finding
public import Prose
import Synchronization

/// The texts of a study as a search takes them: asked for, they are read from the file.
///
/// A text's place is one less than its number.
public final class StoredPile: TextSource {
  private let store: Store
  private let names: [(id: Article.ID, published: String?)]
  private let failure = Mutex<StoreError?>(nil)

  /// The texts that are in a study now.
  public init(_ store: Store) throws(StoreError) {
    self.store = store
    names = try store.names()
  }

  /// Why texts could not be read, if that came up.
  public var fault: StoreError? { failure.withLock { $0 } }
  /// The number of texts.
  public var count: Int { names.count }
  /// What the pile calls a text.
  public func id(at place: Int) -> Article.ID { names[place].id }
  /// When a text was published, if its record says so.
  public func published(at place: Int) -> String? { names[place].published }

  /// A text; empty where the file cannot be read.
  public func text(at place: Int) -> String {
    do throws(StoreError) { return try store.articles([place + 1]).first?.text ?? "" } catch {
      failure.withLock { $0 = $0 ?? error }
      return ""
    }
  }

  /// Some texts one after another, from a place on, at least one and about so many bytes.
  public func texts(from place: Int, bytes: Int) throws(StoreError) -> [String] {
    try store.texts(from: place + 1, bytes: bytes)
  }
}
