import Glibc
import Prose
internal import TOMLKit

/// The settings of a run as a file holds them, in TOML: those that are named, and no others.
public struct SettingsFile: Hashable, Sendable {
  /// The values by their keys, each as it is typed on the command line.
  public private(set) var values: [String: String] = [:]

  /// Reads a file; throws an `InputError` where it cannot be read, is no TOML, or names a key that
  /// is none.
  ///
  /// - Parameter keys: The keys there are.
  public init(_ path: String, keys: [String]) throws {
    guard let file = Descriptor(path, O_RDONLY) else {
      throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))")
    }
    var bytes = [UInt8](repeating: 0, count: file.size)
    guard bytes.withUnsafeMutableBytes({ file.read($0, at: 0) }) else {
      throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))")
    }
    let table: TOMLTable
    do { table = try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch {
      let place = (error as? TOMLParseError).map { "line \($0.source.begin.line)" }
      throw InputError(
        problem: "`\(path)` is not TOML: it goes wrong at \(place ?? "some line")",
        hint: "a setting is written as in `keep = \"longest\"`")
    }
    for key in table.keys.sorted() {
      guard keys.contains(key) else {
        let nearest = keys.min {
          Self.distance($0, key) < Self.distance($1, key)
        }
        throw InputError(
          problem: "`\(path)` sets `\(key)`, which is no setting",
          hint: nearest.map {
            "did you mean `\($0)`? The settings are \(keys.joined(separator: ", "))"
          })
      }
      guard let value = table[key]?.string ?? table[key]?.int.map({ "\($0)" }) else {
        throw InputError(problem: "`\(key)` in `\(path)` is neither a word nor a whole number")
      }
      values[key] = value
    }
  }

  private static func distance(_ a: String, _ b: String) -> Int {
    Letters.distance(Array(a.utf8), Array(b.utf8))
  }
}
