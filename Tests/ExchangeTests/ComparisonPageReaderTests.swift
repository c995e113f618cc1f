import Support
import Testing

@Suite struct ComparisonPageReaderTests {
  @Test func readsWhatIsWellFormed() throws {
    let page = try PageReader("<!DOCTYPE html><p id=\"a\">x &lt; <b>y</b></p><input checked>")
    #expect(page.with("a")?.text == "x < y")
    #expect(page.all("b").first?.ancestors == ["p"])
    #expect(page.all("input").first?.attributes == ["checked": ""])
  }

  @Test(arguments: [
    "<p>", "</p>", "<p><b></p></b>", "a < b", "a & b", "<p a=b></p>", "<script>x",
    "a <\u{338}p", "<p a=\"\"\u{301} onclick=\"x\"></p>", "<p a=\"1\" a=\"2\"></p>",
  ])
  func refusesWhatIsNot(page: String) {
    #expect(throws: PageReader.Fault.self) { try PageReader(page) }
  }
}
