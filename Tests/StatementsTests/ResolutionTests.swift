import Collating
import Judging
import Prose
import Statements
import Support
import Testing

/// Whom pronouns and short names are taken for, and that nothing else of the text changes.
@Suite struct ResolutionTests {
  static let report = """
    Captain Mara Quill came late. “I warned the yard,” Quill told reporters on Monday.
    She said her crew had seen Tom Vane, the owner, and that he said: “My boat is sound.”
    Tom Vane, who was ill, denied Quill’s claim. The captain left.
    """

  private func register(_ text: String) -> Register {
    Register(of: Witness(Article(id: "t", text: text), siglum: "A"))
  }

  static let links: [(text: String, resolved: String)] = [
    (
      "Captain Mara Quill left. Quill was late.",
      "Captain Mara Quill left. Quill [Mara Quill] was late."
    ),
    (
      "Captain Mara Quill left. She was late.",
      "Captain Mara Quill left. She [Mara Quill] was late."
    ),
    (
      "“I saw it,” Captain Mara Quill said.", "“I [Mara Quill] saw it,” Captain Mara Quill said."
    ),
    // A given name tells.
    (
      "Captain Mara Quill met Captain Tom Vane. He was late.",
      "Captain Mara Quill met Captain Tom Vane. He was late."
    ),
    (
      "Captain Sarah Quill met Captain Tom Vane. He was late.",
      "Captain Sarah Quill met Captain Tom Vane. He [Tom Vane] was late."
    ),
    // Two people: nobody knows.
    (
      "Captain Mara Quill met Captain Ann Vane. She was late.",
      "Captain Mara Quill met Captain Ann Vane. She was late."
    ),
    (
      "Captain Mara Quill met Captain Tom Quill. Quill left.",
      "Captain Mara Quill met Captain Tom Quill. Quill left."
    ),
    // Somebody else may be meant.
    (
      "Captain Mara Quill was there. A clerk came. The judge said she left.",
      "Captain Mara Quill was there. A clerk came. The judge said she left."
    ),
    ("The ferry sank.", "The ferry sank."),
  ]

  @Test(arguments: links)
  func `only sure links are made`(text: String, resolved: String) {
    #expect(Resolution(of: register(text)).text == resolved)
  }

  @Test func `a name takes the place of what means it, outside quotations`() {
    let text = "“I saw my boat,” Captain Mara Quill said. Her boat was lost."
    let resolved = Resolution(of: register(text), replaces: true).text
    #expect(
      resolved
        == "“I [Mara Quill] saw my [Mara Quill] boat,” Captain Mara Quill said. Mara Quill's boat was lost."
    )
  }

  private func check(_ text: String) {
    let register = register(text)
    for replaces in [false, true] {
      for includesInferred in [false, true] {
        let resolution = Resolution(
          of: register, replaces: replaces, includesInferred: includesInferred)
        // Every scalar of the result is a copy of its source or belongs to a reference.
        for piece in resolution.pieces {
          #expect(
            piece.reference.map { resolution.references.indices.contains($0) }
              ?? (text[piece.source] == piece.text[...]), "\(text)")
        }
        let copied = resolution.pieces.filter { $0.reference == nil }
        for (a, b) in zip(copied, copied.dropFirst()) {
          #expect(a.source.end <= b.source.start, "displaced: \(text)")
        }
        guard !replaces else { continue }
        #expect(copied.map(\.text).joined() == text, "not the source: \(text)")
      }
    }
  }

  static let words = [
    "“", "”", "Mara Quill", "Quill’s", "he", "her", "I", "said", ".", "the captain", "Captain",
  ]

  @Test func `without what was put in every small text is as it was`() {
    for list in Every.list(of: Self.words, upTo: 4) { check(list.joined(separator: " ")) }
    check(Self.report)
  }

  @Test func `a mention is changed where it stands and nowhere else`() throws {
    let register = register(Self.report)
    let resolution = Resolution(of: register, replaces: true, includesInferred: true)
    #expect(resolution.references.count > 4)
    let comparison = Comparison(
      of: Article(id: "a", text: Self.report), and: Article(id: "b", text: resolution.text))
    // A name in the place of what means it: that is what was done, and nothing is displaced.
    #expect(comparison.causes.map(\.name) == [.coreferenceInPlace])
    let mentions = resolution.references.map { register.witness.words.span($0.words) }
    for difference in comparison.differences {
      let range = difference.locus.base.range
      #expect(mentions.contains { $0.start <= range.end + 3 && range.start <= $0.end + 3 })
    }
  }

  @Test(.enabled(if: Shared.isPresent, "the seeds are not beside this checkout"))
  func `the fault of the founding pair is not made again`() throws {
    let text = try Shared.text(of: "seeds/000_26597f42fc7fbda3.txt")
    let resolved = Resolution(of: register(text), replaces: true, includesInferred: true)
    #expect(resolved.references.count > 5)
    let comparison = Comparison(
      of: Article(id: "a", text: text), and: Article(id: "b", text: resolved.text))
    #expect(comparison.causes.first?.name == .coreferenceInPlace)
    #expect(!comparison.causes.contains { $0.name == .displacedCoreference })
    check(text)
  }
}
