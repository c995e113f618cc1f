public import Exchange
import Glibc
public import Prose

/// Reads the one text that a path names: a file that holds one, or `FILE#ID` for one record of a
/// pile.
public struct SingleArticle {
  private var options: ReadingOptions
  private let report: (ReadingIssue) -> Void

  /// Makes a reader; `report` is told of every record that could not be read or was read with a
  /// doubt.
  public init(options: ReadingOptions = ReadingOptions(), report: @escaping (ReadingIssue) -> Void)
  {
    self.options = options
    self.options.unknownFilesAreTexts = true
    self.report = report
  }

  /// Reads the article; throws an `InputError` that says what to name instead.
  public func read(_ name: String) throws -> Article {
    if let hash = name.lastIndex(of: "#"), access(name, F_OK) != 0 {
      let path = String(name[..<hash])
      let id = String(name[name.index(after: hash)...])
      return try record(id, in: path)
    }
    let articles = try ArticleReader([name], options: options)
    var found: Article?
    var first: ReadingIssue?
    while let next = try articles.next() {
      switch next {
      case .success(let article):
        if let found {
          throw InputError(
            problem: "`\(name)` holds more than one text",
            hint: "name the one you mean: \(name)#\(found.id) or \(name)#\(article.id)")
        }
        found = article
      case .failure(let issue):
        if found == nil, first == nil, !issue.isWarning { first = issue } else { report(issue) }
      }
    }
    if let found {
      if let first { report(first) }
      return found
    }
    throw InputError(
      problem: "`\(name)` holds no text" + (first.map { ": \($0.problem)" } ?? ""),
      hint: first?.hint)
  }

  private func record(_ id: String, in path: String) throws -> Article {
    let articles = try ArticleReader([path], options: options)
    var count = 0
    while let next = try articles.next() {
      guard case .success(let article) = next else { continue }
      if article.id == id { return article }
      count += 1
    }
    throw InputError(problem: "`\(path)` has no record with the id `\(id)` among its \(count)")
  }
}
