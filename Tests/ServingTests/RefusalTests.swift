import Foundation
import HTTPTypes
import Storing
import Support
import Testing

@testable import Serving

/// What is said to who asks for what is not there, or may not ask.
@Suite struct RefusalTests {
  let visit: Visit

  init() throws { visit = try Visit() }

  @Test(arguments: [
    ("/nowhere", 404), ("/clusters/9999", 404), ("/clusters/x", 404), ("/clusters/-1", 404),
    ("/clusters/99999999999999999999", 404), ("/articles/0", 404), ("/articles/9999", 404),
    ("/articles/1/differences/9999", 404), ("/articles/9999/differences", 404),
    ("/../../etc/passwd", 404), ("/static/../../etc/passwd", 404), ("/static/%2e%2e/x", 404),
    ("/static/site.css.map", 404), ("/clusters?page=0", 400), ("/clusters?page=1e9", 400),
    ("/clusters?page=99999999999999999999", 400), ("/clusters?order=height", 400),
    ("/clusters?change=all", 400), ("/changes?after=x", 400), ("/changes?after=1-", 400),
    ("/changes?after=-1-2", 400), ("/changes?after=1-2-3", 400), ("/search?q=a&page=41", 400),
    ("/articles/2/differences?at-least=much", 400), ("/clusters?page=%zz", 400),
  ])
  func `a bad address is told as a page and as JSON`(address: String, status: Int) async throws {
    let page = try await visit.ask(address)
    #expect(page.status == status)
    let read = try PageReader(page.text)
    #expect(read.all("h1").count == 1)
    let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
    let query = parts.count > 1 ? "?" + parts[1] : ""
    let answer = try await visit.ask("\(parts[0]).json\(query)")
    #expect(answer.status == status)
    let json = try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any]
    #expect(json?["ok"] as? Bool == false)
    #expect(json?["status"] as? Int == status)
    #expect((json?["error"] as? String)?.isEmpty == false)
  }

  @Test func `copies of other reports are not set side by side`() async throws {
    let cluster = try visit.site.store.cluster(of: 1)?.number ?? 0
    let kept = try visit.site.store.cluster(of: 1)?.kept ?? 0
    for (query, status) in [
      ("copy=12", 404), ("base=12", 404), ("copy=9999", 404), ("copy=\(kept)", 400),
      ("base=-3", 400),
    ] {
      let answer = try await visit.ask("/clusters/\(cluster)/side-by-side?\(query)")
      #expect(answer.status == status, "\(query)")
    }
  }

  @Test func `only this machine's own names are answered to`() async throws {
    for host in ["localhost", "LOCALHOST:8484", "127.0.0.1:1", "[::1]:8484", "127.0.0.2"] {
      #expect(try await visit.ask("/about", host: host).status == 200, "\(host)")
    }
    for host in [
      "evil.example", "evil.example:80", "localhost.evil.example", "127.evil.example",
      "127.evil.example:x", "127.0.0.1.evil.example", "",
    ] {
      #expect(try await visit.ask("/about", host: host).status == 421, "\(host)")
    }
    let open = try Visit(isLoopback: false)
    #expect(try await open.ask("/about", host: "archive.example").status == 200)
  }

  private let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

  @Test func `two texts that were sent are set side by side`() async throws {
    let sent = "base=The+council+paid+4%2C200+crowns.&copy=The+council+paid+42%2C000+crowns."
    let page = try await visit.ask("/compare", .post, headers: form, body: sent)
    #expect(page.status == 200)
    #expect(
      try PageReader(page.text).all("h1")[0].text.contains("1 difference changes the meaning"))
    let json = try await visit.ask(
      "/compare.json", .post, headers: [.contentType: "application/json"],
      body: #"{"base":"The council paid 4,200 crowns.","copy":"The council paid 42,000 crowns."}"#)
    #expect(json.text.contains(#""schema":"truecopy/compare/1""#))
    #expect(json.text.contains(#""kind":"number""#))
  }

  @Test func `what cannot be compared is refused, and says how`() async throws {
    let empty = try await visit.ask("/compare", .post, headers: form, body: "base=a&copy=+")
    #expect(empty.status == 200 && empty.text.contains("One of the two texts is empty."))
    let cases: [(HTTPFields, String, Int)] = [
      ([:], "base=a&copy=b", 415), ([.contentType: "text/plain"], "x", 415),
      ([.contentType: "application/json"], "[1]", 400),
      ([.contentType: "application/json"], #"{"base":1}"#, 400),
      (form, "base=%zz", 400),
      (form, "base=" + String(repeating: "a", count: Site.mostSent), 413),
      (form + [.origin: "http://evil.example"], "base=a&copy=b", 403),
      (form + [.origin: "null"], "base=a&copy=b", 403),
      (form + [.origin: "http://127.0.0.1:80"], "base=a&copy=b", 200),
    ]
    for (headers, body, status) in cases {
      let answer = try await visit.ask("/compare", .post, headers: headers, body: body)
      #expect(answer.status == status, "\(body.prefix(20))")
    }
    #expect(try await visit.ask("/clusters", .post, headers: form, body: "").status == 404)
  }
}

extension HTTPFields {
  fileprivate static func + (first: HTTPFields, second: HTTPFields) -> HTTPFields {
    var both = first
    for field in second { both[field.name] = field.value }
    return both
  }
}
