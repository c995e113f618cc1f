import Running
import Support
import Testing

/// `truecopy compare --format html`: one page that needs nothing else.
@Suite struct PageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func page(_ names: [String], _ options: [String] = []) throws -> String {
    let run = try Program.run(["compare"] + names + ["--format", "html"] + options, in: folder)
    #expect(run.code == 0 && run.err.isEmpty, "\(run.err)")
    return run.out
  }

  @Test func `it is whole and asks no network`() throws {
    for name in try Example.harbourBridge.names {
      let page = try page(["report.txt", name])
      #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
      #expect(page.firstMatch(of: /(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]/) == nil)
      #expect(page.firstMatch(of: /<(?:link|iframe|img|object)\b|\bsrc=|@import|url\(/) == nil)
    }
  }

  @Test func `every difference of json has its place in it, once`() throws {
    for name in try Example.harbourBridge.names {
      let run = try Program.run(
        ["compare", "report.txt", name, "--format", "json"], in: folder)
      let ids = try JSON(run.out)["differences"].values.compactMap { $0["id"].string }
      let places = try page(["report.txt", name]).matches(of: /\bid="(d[0-9]+)"/).map {
        String($0.1)
      }
      #expect(places.count == Set(places).count, "\(name)")
      #expect(Set(places) == Set(ids), "\(name)")
    }
  }

  @Test func `what a text holds never becomes markup`() throws {
    let evil = "<script>alert(1)</script> <b onclick='x'>& \"quoted\"</b> {{{text}}} said so.\n"
    try folder.write("<i>evil.txt", evil)
    try folder.write("other.txt", evil.replacing("said so", with: "said 42 times so"))
    let page = try page(["<i>evil.txt", "other.txt"])
    #expect(!page.contains("<script>alert") && !page.contains("<b onclick"))
    #expect(!page.contains("<i>evil"))
    #expect(page.contains("&lt;script&gt;alert(1)") && page.contains("{{{text}}}"))
  }

  @Test func `it is the same twice and in a file`() throws {
    let names = ["report.txt", "copy-displaced.txt"]
    let first = try page(names)
    #expect(try page(names) == first)
    #expect(try page(names, ["-o", "page.html"]).isEmpty)
    #expect(try folder.text(of: "page.html") == first)
  }

  @Test func `at-least and empty texts are heeded`() throws {
    try folder.write("empty.txt", "")
    let run = try Program.run(
      ["compare", "report.txt", "empty.txt", "--format", "html"], in: folder)
    #expect(run.code == 0 && run.out.hasSuffix("</html>\n"))
    let all = try page(["report.txt", "copy-displaced.txt"])
    let some = try page(["report.txt", "copy-displaced.txt"], ["--at-least", "meaning"])
    #expect(some.utf8.count < all.utf8.count)
  }
}
