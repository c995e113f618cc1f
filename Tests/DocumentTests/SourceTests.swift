import Running
import Support
import Testing

/// The rules ARCHITECTURE.md gives the sources.
@Suite struct SourceTests {
  /// What each engine module may import: nothing that knows files, clocks, threads or terminals.
  private static let allowed: [(module: String, imports: Set<String>)] = [
    ("Prose", []), ("Collating", ["Prose"]), ("Finding", ["Prose", "Collating"]),
    ("Judging", ["Prose", "Collating"]), ("Statements", ["Prose", "Collating", "Judging"]),
  ]
  /// Files that may import more, and why.
  private static let exceptions: [String: Set<String>] = [
    // Threads are lent to the search; what they hand back needs a lock of the standard library.
    "Sources/Finding/Workers.swift": ["Synchronization"]
  ]

  @Test func `engine modules import each other downwards and nothing else`() throws {
    for (module, imports) in Self.allowed {
      let files = Checkout.files(in: "Sources/" + module, ending: ".swift")
      #expect(!files.isEmpty)
      for file in files {
        let found = try Checkout.text(of: file).matches(
          of: /(?m)^[@a-zA-Z_ ]*import (?:struct |func )?(\w+)/)
        let more = Set(found.map { String($0.1) }).subtracting(imports)
          .subtracting(Self.exceptions[file] ?? [])
        #expect(more.isEmpty, "\(file) imports \(more.sorted())")
      }
    }
  }

  @Test func `only Storing speaks SQL`() throws {
    for file in Checkout.files(in: "Sources", ending: ".swift") {
      let text = try Checkout.text(of: file)
      let imports = text.contains(/(?m)^[@a-z ]*import GRDB/)
      #expect(!imports || file.hasPrefix("Sources/Storing/"), "\(file) imports GRDB")
    }
  }

  @Test func `only the command line writes to the terminal`() throws {
    let exceptions: [String: Set<String>] = [
      // The output `-` is standard output; whoever names it asks for it.
      "Sources/Exchange/Files/OutputFile.swift": ["STDOUT_FILENO"],
      // The streams are those of another program, and what prints is Python.
      "Sources/Exchange/Files/PythonHelper.swift": ["STDOUT_FILENO", "STDERR_FILENO", "print("],
    ]
    for file in Checkout.files(in: "Sources", ending: ".swift")
    where !file.hasPrefix("Sources/TruecopyCLI/") {
      let text = try Checkout.text(of: file)
      for word in text.matches(
        of:
          /\b(?:print|debugPrint|dump|puts|fputs|fprintf)\(|FileHandle|STDOUT_FILENO|STDERR_FILENO/)
      where exceptions[file]?.contains(String(word.output)) != true {
        Issue.record("\(file) has \(word.output)")
      }
    }
  }

  @Test func `no file is long, and most are short`() throws {
    var lengths: [Int] = []
    for folder in ["Sources", "Tests"] {
      for file in Checkout.files(in: folder, ending: ".swift") {
        let lines = try Checkout.text(of: file).count { $0 == "\n" }
        #expect(lines <= 400, "\(file) has \(lines) lines")
        lengths.append(lines)
      }
    }
    #expect(lengths.sorted()[lengths.count / 2] < 150)
  }
}
