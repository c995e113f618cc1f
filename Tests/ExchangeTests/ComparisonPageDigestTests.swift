import Support
import Testing

@testable import Exchange

@Suite struct ComparisonPageDigestTests {
  /// The examples of FIPS 180-4, and lengths about the end of a block (by `sha256sum`).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 64),
      "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func digests(text: String, hexadecimal: String) {
    #expect(ComparisonPage.Digest(of: text).hexadecimal == hexadecimal)
  }

  @Test func isWrittenInBase64() {
    let digest = ComparisonPage.Digest(of: "").base64
    #expect(digest == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func thePolicyNamesTheStyleAndTheScriptInThePage() throws {
    let page = try comparisonPage("One <two>.", "One three.").read
    let policy = try #require(page.all("meta").compactMap { $0.attributes["content"] }.first)
    let style = try #require(page.all("style").first).text
    let script = try #require(page.all("script").last).text
    #expect(policy.contains("style-src 'sha256-\(ComparisonPage.Digest(of: style).base64)'"))
    #expect(policy.contains("script-src 'sha256-\(ComparisonPage.Digest(of: script).base64)'"))
    #expect(!policy.contains("unsafe"))
  }
}
