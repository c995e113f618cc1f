import Exchange
import Prose
import Testing

/// What was asked for cannot be done: thrown, not handed over.
@Suite struct UnusableInputTests {
  let folder = TemporaryFolder()

  /// Path below the folder, and what the message says; `%` stands for the folder.
  static let cases: [(String, String, String?)] = [
    ("missing.txt", "there is no file or folder `%/missing.txt`", nil),
    ("a.txt/b.txt", "`%/a.txt/b.txt` cannot be read: not a directory", nil),
    ("empty", "the folder `%/empty` holds no texts", "known are"),
    ("page.html", "the kind of file `%/page.html` is unknown", "known are"),
    ("README", "the kind of file `%/README` is unknown", "known are"),
    (".gz", "the kind of file `%/.gz` is unknown", "known are"),
    ("other.csv", "`%/other.csv` has no column `text`", "with one of `id`, `body`"),
    ("semicolons.csv", "`%/semicolons.csv` has no column `text`", "set apart by `;`"),
    ("tabs.csv", "`%/tabs.csv` has no column `text`", "set apart by tabs"),
    (
      "open.csv",
      "the header of `%/open.csv` cannot be read: a quotation mark is opened and never closed", nil
    ),
  ]

  @Test(arguments: cases)
  func throwsAnErrorThatSaysWhy(name: String, problem: String, hint: String?) throws {
    try folder.write("a.txt", "text")
    try folder.write("empty/notes.md", "none")
    try folder.write("page.html", "<p>")
    try folder.write("README", "text")
    try folder.write(".gz", "text")
    try folder.write("other.csv", "id,body\n1,x\n")
    try folder.write("semicolons.csv", "id;text\n1;x\n")
    try folder.write("tabs.csv", "id\ttext\n1\tx\n")
    try folder.write("open.csv", "id,\"text\n1,x\n")
    let error = #expect(throws: InputError.self) {
      try Pile([folder.path + "/a.txt", folder.path + "/" + name])
    }
    #expect(error?.problem == problem.replacing("%", with: folder.path))
    #expect((error?.hint == nil) == (hint == nil))
    #expect(error?.hint?.contains(hint ?? "") ?? true)
  }

  @Test func refusesStandardInputTwice() {
    let error = #expect(throws: InputError.self) { try ArticleReader(["-", "-"]) }
    #expect(error?.problem == "standard input, `-`, is given twice")
  }

  @Test func findsAWrongPathBeforeReadingAnything() throws {
    let good = try folder.write("a.txt", "text")
    #expect(throws: InputError.self) { try ArticleReader([good, folder.path + "/none"]) }
  }
}
