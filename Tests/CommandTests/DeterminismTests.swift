import Running
import Support
import Testing

/// The same texts give the same bytes: twice, with any number of threads, any amount of memory, in
/// any order.
@Suite struct DeterminismTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  @Test func `find gives the same bytes however it is run`() throws {
    let names = try Example.harbourBridge.names
    let orders = [names, names.reversed(), Array(names.dropFirst(4) + names.prefix(4))]
    var first: [String: [UInt8]] = [:]
    for (number, order) in orders.enumerated() {
      for (threads, memory) in [(1, "1G"), (2, "1"), (3, "8K"), (1, "1m")] {
        let words =
          ["find"] + order
          + ["--out", "found", "--threads", "\(threads)", "--memory", memory, "-q"]
        #expect(try Program.run(words, in: folder).code == 0)
        for answer in FindTests.answers {
          let bytes = try folder.bytes(of: "found/" + answer)
          #expect(first[answer, default: bytes] == bytes, "\(answer), order \(number), \(threads)")
          first[answer] = first[answer] ?? bytes
        }
      }
    }
  }

  @Test func `compare gives the same bytes twice`() throws {
    for format in ["text", "json", "html"] {
      let words = ["compare", "report.txt", "copy-displaced.txt", "--format", format]
      #expect(try Program.run(words, in: folder).out == Program.run(words, in: folder).out)
    }
  }

  @Test func `the severity of a pair is the same both ways`() throws {
    for name in ["copy-edited.txt", "copy-scan.txt", "copy-compounds.txt"] {
      let summaries = try [["report.txt", name], [name, "report.txt"]].map { pair in
        let run = try Program.run(["compare"] + pair + ["--format", "json"], in: folder)
        return try JSON(run.out)["summary"]["by_severity"]
      }
      #expect(summaries[0] == summaries[1], "\(name)")
    }
  }
}
