import Foundation
import Running
import Support
import Testing

/// What the pages at the top point at is there.
@Suite struct PathTests {
  private static let pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md"]
  /// Pages whose links begin where they stand.
  private static let guides = Checkout.files(in: "Guides", ending: ".md")

  private func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: Checkout.path(of: path))
  }

  @Test(arguments: pages) func `links lead somewhere`(page: String) throws {
    for link in try Document(page).text.matches(of: /\]\(([^)#:]+)\)/) {
      #expect(isThere(String(link.1)), "\(page): \(link.1)")
    }
  }

  @Test(arguments: guides) func `links of guides lead somewhere`(guide: String) throws {
    for link in try Document(guide).text.matches(of: /\]\(([^)#:]+)\)/) {
      #expect(isThere("Guides/" + String(link.1)), "\(guide): \(link.1)")
    }
  }

  @Test(arguments: pages + guides) func `paths and scripts in code are there`(page: String) throws {
    for path in try Document(page).text.matches(
      of: /`(?:\.\/)?((?:Sources|Tests|Examples|Schemas|Fixtures|scripts)\/[^` *…]*)/)
    {
      #expect(isThere(String(path.1)), "\(page): \(path.1)")
    }
  }
}
