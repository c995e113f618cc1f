import Glibc
import Running
import Support
import Testing

/// How the program ends when it is stopped: by Ctrl-C or another signal, and by a reader that has read enough.
@Suite struct EndingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  @Test(
    arguments: [
      "compare report.txt copy-respaced.txt --format json",
      "compare report.txt copy-respaced.txt --at-least none --limit 0 --color always",
      "compare --help", "--generate-completion-script bash",
    ])
  func `a pipe that closes early is a success, in silence`(typed: String) throws {
    // `head` ends long before the program has begun to write.
    for reader in ["head -c 100", "true"] {
      let script = "truecopy \(typed) | \(reader) > /dev/null; echo ${PIPESTATUS[0]}"
      let run = try Program.shell(script, in: folder.path)
      // What the parser prints itself, help and completions, ends as any program does: by SIGPIPE.
      #expect(run.out == "0\n" || (!typed.hasPrefix("compare r") && run.out == "141\n"))
      #expect(run.err.isEmpty, "\(run.err)")
    }
  }

  /// A pile of so many texts of different words, that takes a while.
  private func writePile(texts: Int) throws {
    var state: UInt64 = 7
    var lines = ""
    for number in 0..<texts {
      var text = ""
      for _ in 0..<400 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += String(state >> 40, radix: 36) + " "
      }
      lines += "{\"id\":\"t\(number)\",\"text\":\"\(text)\"}\n"
    }
    try folder.write("pile.jsonl", lines)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal while reading or searching ends at once and leaves nothing`(
    signal: Int32
  ) throws {
    try writePile(texts: 2000)
    var isSent = false
    let run = try Program.run(["find", "pile.jsonl", "--out", "found"], in: folder) { process in
      // The folder is made before the first text is read.
      guard let made = try? folder.names.contains("found"), made else { return }
      if !isSent { kill(process, signal) }
      isSent = true
    }
    #expect(isSent && run.code == 128 + signal)
    #expect(run.err.hasSuffix("\ntruecopy: stopped\n"))
    #expect(try folder.names(in: "found").isEmpty)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `a signal while writing takes away what is half written`(signal: Int32) throws {
    try writePile(texts: 2000)
    var isSent = false
    let words = ["find", "pile.jsonl", "--out", "found", "--write-kept", "kept.jsonl.gz"]
    let run = try Program.run(words, in: folder) { process in
      guard let names = try? folder.names, names.contains("kept.jsonl.gz.partial") else { return }
      if !isSent { kill(process, signal) }
      isSent = true
    }
    #expect(isSent, "the writing was over before it was seen")
    #expect(run.code == 128 + signal)
    #expect(run.err.hasSuffix("truecopy: stopped; what was half written is removed\n"))
    let left = try folder.names + folder.names(in: "found")
    #expect(!left.contains { $0.hasSuffix(".partial") || $0.hasPrefix("kept") }, "\(left)")
  }
}
