import Foundation
import HTTPTypes
import Support
import Testing

@testable import Serving

/// What holds of every page.
@Suite struct PageTests {
  let visit: Visit

  init() throws { visit = try Visit() }

  @Test func `every page is well formed, names itself and its browser's rights`() async throws {
    for address in try visit.addresses {
      let answer = try await visit.ask(address)
      #expect(answer.status == 200, "\(address)")
      #expect(answer.headers[.contentType] == "text/html; charset=utf-8", "\(address)")
      let policy = try #require(answer.headers[.contentSecurityPolicy])
      #expect(policy.hasPrefix("default-src 'none'; style-src "), "\(address)")
      #expect(!policy.contains("unsafe") && !policy.contains("*"), "\(address)")
      #expect(policy.hasSuffix("frame-ancestors 'none'"), "\(address)")
      do {
        let page = try PageReader(answer.text)
        let titles = page.all("title").filter { $0.ancestors.contains("head") }
        #expect(titles.count == 1 && page.all("h1").count == 1, "\(address)")
        #expect(page.all("main").count == 1, "\(address)")
        #expect(Set(page.ids).count == page.ids.count, "\(address)")
        if let named = page.all("meta").first(where: {
          $0.attributes["http-equiv"] == "Content-Security-Policy"
        }) {
          #expect(policy == (named.attributes["content"] ?? "") + "; frame-ancestors 'none'")
        }
      } catch let fault as PageReader.Fault {
        Issue.record("\(address): \(fault.text)")
      }
    }
  }

  @Test func `nothing a text says is run, fetched or followed`() async throws {
    for address in try visit.addresses {
      let page = try PageReader(try await visit.ask(address).text)
      for element in page.elements {
        for (name, value) in element.attributes {
          #expect(!name.hasPrefix("on") && name != "style", "\(address): \(element.name) \(name)")
          if ["href", "src", "action"].contains(name) {
            let isOwn =
              value.hasPrefix("/") && !value.hasPrefix("//")
              || value.hasPrefix("#") || value.hasPrefix("?")
            let isSource = element.name == "a" && value.hasPrefix("https://news.example/")
            #expect(isOwn || isSource, "\(address): \(value)")
          }
        }
      }
      let scripts = page.all("script").filter { $0.attributes["type"] != "application/json" }
      #expect(!scripts.contains { $0.text.contains("alert") }, "\(address)")
      #expect(
        !page.all("script").contains { $0.text.contains("<") && $0.text.contains("alert(1)</") })
    }
  }

  @Test func `hostile words are shown as they are written`() async throws {
    let page = try PageReader(try await visit.ask("/articles/12?whole=yes").text)
    let text = try #require(page.all("div").first { $0.attributes["class"] == "flow" }).text
    #expect(text.contains("<script>alert(1)</script> RLO\"'`&amp;NUL\"\u{301}"))
  }

  @Test func `every link on every page leads somewhere`() async throws {
    var seen: Set<String> = []
    var open = ["/"]
    while let address = open.popLast() {
      // Of long lists the first few pages will do.
      guard seen.insert(address).inserted, seen.count < 500 else { continue }
      let answer = try await visit.ask(address)
      #expect(answer.status == 200, "\(address)")
      guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
      let page = try PageReader(answer.text)
      let base = String(address.prefix { $0 != "?" })
      let files = page.all("link").compactMap { $0.attributes["href"] }
      open += files + page.all("script").compactMap { $0.attributes["src"] }
      for link in page.all("a").compactMap({ $0.attributes["href"] }) {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        if parts[0].isEmpty {
          #expect(page.with(String(parts[1])) != nil, "\(address) has no \(link)")
        } else if parts[0].hasPrefix("?") {
          open.append(base + parts[0])
        } else if parts[0].hasPrefix("/") {
          open.append(String(parts[0]))
        }
      }
    }
    #expect(seen.count > 100)
  }

  @Test func `pages that set texts side by side lead to each of them`() async throws {
    for page in ["side-by-side", "restored", "descent"] {
      for address in try visit.addresses where address.hasSuffix("/\(page)") {
        let read = try PageReader(try await visit.ask(address).text)
        let links = read.all("a").compactMap { $0.attributes["href"] }
        #expect(links.count { $0.hasPrefix("/articles/") } >= 2, "\(address)")
      }
    }
  }

  @Test func `every page is JSON as well, and lists are tables`() async throws {
    for address in try visit.addresses {
      let parts = address.split(separator: "?", maxSplits: 1)
      let path = address == "/" ? "/overview" : String(parts[0])
      let query = parts.count > 1 ? "?" + parts[1] : ""
      let answer = try await visit.ask("\(path).json\(query)")
      #expect(answer.status == 200, "\(address)")
      #expect(answer.headers[.contentType] == "application/json")
      let json = try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any]
      let schema = json?["schema"] as? String
      #expect(schema?.hasPrefix("truecopy/") == true, "\(address)")
      if schema == "truecopy/serve/1" {
        #expect(json?["ok"] as? Bool == true)
        // What is for people only leaves no trace.
        #expect(!answer.text.contains("[{}"), "\(address)")
      }
      let page = try PageReader(try await visit.ask(address).text)
      let hasTable = page.all("a").contains { $0.text == "CSV" }
      let table = try await visit.ask("\(path).csv\(query)")
      if hasTable {
        #expect(table.status == 200, "\(address)")
        #expect(Self.widths(table.text).count == 1, "\(address)")
      } else if !address.contains("side-by-side") {
        #expect(table.status == 404, "\(address)")
      }
    }
  }

  /// The numbers of fields its rows have.
  private static func widths(_ table: String) -> Set<Int> {
    var (widths, width, isQuoted): (Set<Int>, Int, Bool) = ([], 1, false)
    for byte in table.utf8 {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: width += 1
      case UInt8(ascii: "\n") where !isQuoted:
        widths.insert(width)
        width = 1
      default: break
      }
    }
    return widths
  }

  @Test func `what is known already is not sent again, until the study is another`() async throws {
    let first = try await visit.ask("/clusters")
    let tag = try #require(first.headers[.eTag])
    let second = try await visit.ask("/clusters", headers: [.ifNoneMatch: tag])
    #expect(second.status == 304 && second.bytes.isEmpty)
    let head = try await visit.ask("/clusters", .head)
    #expect(head.status == 200 && head.bytes.isEmpty)
    try visit.folder.write("more.jsonl", "{\"id\":\"new\",\"text\":\"A barge sank at Pell.\"}\n")
    try visit.add("more.jsonl")
    let third = try await visit.ask("/", headers: [.ifNoneMatch: tag])
    #expect(third.status == 200 && third.text.contains("18 texts"))
  }
}
