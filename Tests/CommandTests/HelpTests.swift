import Running
import Support
import Testing

/// What a user reads before anything else.
@Suite struct HelpTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [
    [], ["find"], ["compare"], ["check"], ["restore"], ["descent"], ["statements"], ["resolve"],
    ["run"], ["export"], ["serve"],
  ])
  func `help is as kept`(verb: [String]) throws {
    let words = verb + ["--help"]
    let run = try Program.run(words, in: folder)
    let command = (["truecopy"] + words).joined(separator: " ")
    expectGolden(
      run.transcript(of: command), named: "command/help\(verb.map { "-" + $0 }.joined()).txt")
  }

  @Test func `help fits a screen of 80 columns`() throws {
    let verbs = [
      "find", "compare", "check", "restore", "descent", "statements", "resolve", "run", "export",
      "serve",
    ]
    for words in [["--help"]] + verbs.map({ [$0, "--help"] }) {
      for line in try Program.run(words, in: folder).out.split(separator: "\n") {
        // The line of usage is the parser's, and holds every flag.
        #expect(line.count <= 80 || line.hasPrefix("USAGE:"), "\(line)")
      }
    }
  }

  @Test func `no arguments and the verb help say the same as --help`() throws {
    let help = try Program.run(["--help"], in: folder)
    for words in [[], ["help"], ["-h"]] {
      let run = try Program.run(words, in: folder)
      #expect(run.code == 0)
      #expect(run.out.contains(help.out.prefix { $0 != "\n" }))
    }
  }

  @Test func `the version is one line`() throws {
    let run = try Program.run(["--version"], in: folder)
    #expect(run.code == 0)
    #expect(run.out.hasPrefix("truecopy ") && run.out.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completions are made for every shell`(shell: String) throws {
    let run = try Program.run(["--generate-completion-script", shell], in: folder)
    #expect(run.code == 0)
    #expect(run.out.contains("write-kept") && run.out.contains("fail-on"))
    if shell == "bash" {
      try folder.write("completions", run.out)
      #expect(try Program.shell("bash -n completions", in: folder.path).code == 0)
    }
  }
}
