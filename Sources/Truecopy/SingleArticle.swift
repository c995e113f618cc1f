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
    if access(name, F_OK) != 0, let (path, id) = Self.record(named: name) {
      return try record(id, in: path)
    }
    let articles = try ArticleReader([name], options: options)
    var found: Article?
    var issues: [ReadingIssue] = []
    while let next = try articles.next() {
      switch next {
      case .success(let article):
        if let found {
          throw InputError(
            problem: "`\(name)` holds more than one text",
            hint: "name the one you mean: \(name)#\(found.id) or \(name)#\(article.id)")
        }
        found = article
      case .failure(let issue): issues.append(issue)
      }
    }
    if let found {
      issues.forEach(report)
      return found
    }
    let first = issues.first { !$0.isWarning }
    let isNamed = first?.problem.contains("`\(name)`") ?? false
    throw InputError(
      problem: (isNamed ? "" : "`\(name)` holds no text: ") + (first?.problem ?? "it is empty"),
      hint: first?.hint)
  }

  /// The file and the id in `FILE#ID`; both may hold the sign, so the shortest file that is there
  /// is meant.
  private static func record(named name: String) -> (path: String, id: String)? {
    let signs = name.indices.filter { name[$0] == "#" }
    guard let sign = signs.first(where: { access(String(name[..<$0]), F_OK) == 0 }) ?? signs.last
    else { return nil }
    return (String(name[..<sign]), String(name[name.index(after: sign)...]))
  }

  private func record(_ id: String, in path: String) throws -> Article {
    let articles = try ArticleReader([path], options: options)
    var ids: [Article.ID] = []
    var count = 0
    var bad: ReadingIssue?
    var badCount = 0
    var warnings: [ReadingIssue] = []
    while let next = try articles.next() {
      switch next {
      case .success(let article):
        if article.id == id {
          // Only those about this record: the rest of the pile was not asked for.
          warnings.forEach(report)
          return article
        }
        warnings = []
        count += 1
        if ids.count < 3 { ids.append(article.id) }
      case .failure(let issue):
        if issue.isWarning { warnings.append(issue) } else { badCount += 1 }
        if !issue.isWarning { bad = bad ?? issue }
      }
    }
    var problem = "`\(path)` has no record with the id `\(id)`"
    problem += count == 0 ? "" : " among its \(count)"
    if let bad {
      problem += "; \(badCount) could not be read, the first at line \(bad.line): \(bad.problem)"
    }
    let examples = ids.map { "\(path)#\($0)" }.joined(separator: ", ")
    throw InputError(
      problem: problem,
      hint: ids.isEmpty ? bad?.hint : "there is \(examples)" + (count > ids.count ? ", …" : ""))
  }
}
