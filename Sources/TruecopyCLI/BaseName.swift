import ArgumentParser
import Truecopy

/// The text named with `--base`.
enum BaseName {
  /// The place of a text among others, by its path or siglum.
  ///
  /// - Throws: `ValidationError`, where it is none of them.
  static func place(of name: String, among paths: [String]) throws -> Int {
    let sigla = paths.indices.map { Witness.siglum($0) }
    if let index = paths.firstIndex(of: name) ?? sigla.firstIndex(of: name) { return index }
    throw ValidationError(
      "`\(name)` is none of the texts; name one of \(paths.joined(separator: ", "))")
  }
}
