import Foundation
import Running
import Support
import Testing

/// What README promises, the program does.
@Suite struct ReadmeTests {
  let readme: Document
  let folder: TemporaryFolder

  init() throws {
    readme = try Document("README.md")
    folder = try TemporaryFolder()
  }

  static let hasCommands = (try? Document("README.md").section("Commands")) != nil

  /// The verbs, as `--help` lists them.
  private func verbs() throws -> [String] {
    let help = try Program.run(["--help"], in: folder).out
    let list = help.split(separator: "\nSUBCOMMANDS:\n").last?.split(separator: "\n") ?? []
    return list.compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ") && !line.contains("'")
        ? line.split(separator: " ").first.map(String.init) : nil
    }
  }

  /// The flags a text names.
  private func flags(in text: String) -> Set<String> {
    Set(text.matches(of: /--[a-z][a-z-]+/).map { String($0.output) })
  }

  @Test(.enabled(if: hasCommands, "README has no section `## Commands` yet"))
  func `every verb and every flag is told`() throws {
    let pages = try Checkout.files(in: "Guides", ending: ".md").map(Checkout.text(of:))
    let told = ([readme.text] + pages).joined()
    let verbs = try verbs()
    #expect(verbs.count >= 2)
    var known = flags(in: try Program.run(["--help"], in: folder).out)
    for verb in verbs {
      #expect(told.contains("`truecopy \(verb)"), "\(verb)")
      let help = try Program.run([verb, "--help"], in: folder).out
      known.formUnion(flags(in: help))
      for flag in flags(in: help) { #expect(told.contains(flag), "\(verb) \(flag)") }
    }
    for flag in flags(in: readme.section("Commands") ?? "") {
      #expect(known.contains(flag), "README tells of \(flag), which there is not")
    }
  }

  @Test func `every command it and the guides show runs`() throws {
    // In a folder that looks like the root, so that nothing is written to the repository.
    for name in try FileManager.default.contentsOfDirectory(atPath: Checkout.path)
    where !name.hasPrefix(".") {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(of: name), withDestinationPath: Checkout.path + "/" + name)
    }
    let guides = try Checkout.files(in: "Guides", ending: ".md").map(Document.init)
    let commands = ([readme] + guides).flatMap { $0.fences("console").joined() }
      .filter { $0.hasPrefix("$ ") }
    #expect(!commands.isEmpty)
    for command in commands {
      let run = try Program.shell(String(command.dropFirst(2)), in: folder.path)
      #expect(run.code == 0, "\(command)\n\(run.err)")
    }
  }

  @Test func `what it quotes of an answer is what is answered`() throws {
    let quoted = try #require(
      readme.fences("").first { $0.contains { $0.hasPrefix("It matters") } })
    let run = try Program.run(
      ["compare", "report.txt", "copy-edited.txt", "--at-least", "meaning"],
      in: TemporaryFolder(holding: .harbourBridge), environment: ["COLUMNS": "120"])
    for line in quoted where !line.isEmpty {
      #expect(run.out.contains(line + "\n"), "\(line)")
    }
  }
}
