import Foundation
import Running
import Support
import Testing

/// `truecopy compare --format tei` against the schema of TEI P5.
///
/// The schema is not ours to keep: `scripts/tei-schema` fetches it. Where it or xmllint is missing
/// the suite is left out and says so.
@Suite(.enabled(if: TEISchema.isHere, "no schema of TEI P5, or no xmllint: run scripts/tei-schema"))
struct TEISchemaTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func write(_ name: String, _ texts: [String], _ options: [String] = []) throws {
    let run = try Program.run(["compare"] + texts + ["--format", "tei"] + options, in: folder)
    #expect(run.code == 0, "\(run.err)")
    try folder.write(name, run.out)
  }

  // One test and one run of xmllint: reading the schema takes it seconds.
  @Test func `every document is valid, and one with a foreign attribute is not`() throws {
    let copies = try Example.harbourBridge.names.filter { $0 != "report.txt" }
    for (number, copy) in copies.enumerated() {
      try write("pair-\(number).xml", ["report.txt", copy])
    }
    try write("all.xml", ["report.txt"] + copies, ["--base", "copy-scan.txt"])

    // What XML cannot hold, in texts and in identifiers.
    try folder.write("odd.txt", "A \u{7} bell & <tag> \"q\"\r\n and \u{C} form \u{FFFE} end.\n")
    try folder.write("even.txt", "A bell & <tag> \u{1} “q”\r\n and \u{FFFF} forms ]]> end.\n")
    try folder.write("empty.txt", "")
    try write("odd-pair.xml", ["odd.txt", "even.txt"])
    try write("odd-all.xml", ["odd.txt", "even.txt", "empty.txt", "odd.txt"])
    try folder.write(
      "pile.jsonl",
      #"{"id": "it's \"one\" <&> \u0007 id", "text": "One text of a bridge that fell."}"# + "\n"
        + #"{"id": "b c", "text": "One text of a bridge that rose."}"# + "\n")
    try write("ids.xml", ["pile.jsonl#it's \"one\" <&> \u{7} id", "pile.jsonl#b c"])

    // Sigla past Z.
    let many = try (1...30).map { number in
      try folder.write("w\(number).txt", "The harbour bridge fell on day \(number) of the month.\n")
    }
    try write("many.xml", many)

    let documents = try folder.names.filter { $0.hasSuffix(".xml") }
    try folder.write(
      "wrong.xml", try folder.text(of: "pair-0.xml").replacing(" type=", with: " sort="))
    let run = try TEISchema.validate(documents + ["wrong.xml"], in: folder)
    for name in documents {
      #expect(run.err.contains("\n\(name) validates\n"), "\(name): \(run.err)")
    }
    #expect(run.err.contains("Invalid attribute sort for element rdg"))
    #expect(run.err.contains("\nwrong.xml fails to validate\n"))
  }
}

/// The schema of TEI P5, where it can be had.
enum TEISchema {
  /// The one `TRUECOPY_TEI_SCHEMA` names, or where `scripts/tei-schema` puts it.
  static let path =
    ProcessInfo.processInfo.environment["TRUECOPY_TEI_SCHEMA"]
    ?? Checkout.path(of: ".build/tei/tei.rng")

  static let isHere =
    FileManager.default.fileExists(atPath: path)
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")

  /// Runs xmllint, which says of every document whether it is valid.
  static func validate(_ names: [String], in folder: TemporaryFolder) throws -> Outcome {
    try Program.shell(
      "echo >&2; xmllint --noout --relaxng '\(path)' \(names.joined(separator: " "))",
      in: folder.path, seconds: 300)
  }
}
