import Running
import Storing
import Support
import Truecopy

/// A pile of invented reports on disk, and studies of it.
struct Pile {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes reports, each with some copies, as lines of JSON; gives the path.
  @discardableResult
  func write(_ name: String, reports: Range<Int>, copies: Int = 3) throws -> String {
    var lines = ""
    for report in reports {
      let text = Self.report(report)
      for copy in 0...copies {
        let fields =
          "\"headline\":\"Report \(report)\",\"outlet\":\"Paper \(copy)\","
          + "\"date\":\"2020-01-0\(copy + 1)\",\"pages\":[\(copy)]"
        lines +=
          "{\"id\":\"r\(report)/\(copy)\",\"text\":\(try JSON.quoted(Self.changed(text, copy))),\(fields)}\n"
      }
    }
    return try folder.write(name, lines)
  }

  /// Runs a study as the program does.
  func study(
    _ paths: [String], _ name: String = "pile.study", threads: Int = 2,
    _ change: (inout Study.Settings) -> Void = { _ in }
  ) throws -> Study.Outcome {
    var settings = Study.Settings(paths: paths, store: folder.path(of: name), program: "test 1")
    settings.threads = threads
    change(&settings)
    return try Study(settings, progress: { _ in }).run(report: { _ in })
  }

  /// Opens a study to look at it.
  func store(_ name: String = "pile.study") throws -> Store {
    try Store(folder.path(of: name), for: .reading(connections: 2))
  }

  private static let verbs = ["mended", "sold", "painted", "lost", "weighed", "counted", "moved"]
  private static let things = [
    "lanterns", "barges", "ledgers", "kettles", "fences", "oars", "bells",
  ]
  private static let places = [
    "Ostrow", "Lindhaven", "Pell", "Marwick", "Corrin", "Dunsea", "Tallis",
  ]

  /// A report of its own; no two share more than single words.
  private static func report(_ number: Int) -> String {
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func pick(_ words: [String]) -> String {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return words[Int(state >> 33) % words.count]
    }
    let said = "Mira \(pick(places)) said that \(number * 31) \(pick(things)) were lost. "
    return said
      + (0..<14).map { line in
        "The people of \(pick(places)) \(pick(verbs)) \(number * 31 + line) \(pick(things)) and "
          + "\(pick(verbs)) \(line + 3) \(pick(things)) before \(pick(places)) \(pick(verbs)) the "
          + "\(pick(things)) of \(pick(places))."
      }.joined(separator: " ")
  }

  /// A copy as papers make them: as it is, spaced otherwise, a number changed, cut.
  private static func changed(_ text: String, _ copy: Int) -> String {
    switch copy % 4 {
    case 0: text
    case 1: text.split(separator: " ").joined(separator: "  ")
    case 2:
      text.replacing(" 5 ", with: " 50 ").replacing("The people", with: "Nobody")
        .replacing("Mira", with: "Jonas")
    default: text.split(separator: ".").prefix(11).joined(separator: ".") + "."
    }
  }
}
