import Prose

extension ComparisonPage {
  /// HTML on its way to a file: every text goes through `text`, which nothing can break out of.
  ///
  /// The library's own escaping is not enough for texts: it goes by `Character`, so a quotation mark
  /// with a combining accent on it is left as it is, and an attribute ends there.
  package struct Markup {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// A text as it may stand between tags or inside quotation marks.
    package static func escaped(_ text: String) -> String {
      var markup = Markup()
      markup.attribute(text)
      return String(decoding: markup.bytes, as: UTF8.self)
    }

    /// Adds what is markup already.
    package mutating func html(_ html: String) { bytes += html.utf8 }

    /// Adds a text to stand between tags; what cannot be seen becomes a sign in a box.
    package mutating func text(_ text: String) {
      add(text.utf8Span.span, 0..<text.utf8.count, boxed: true)
    }

    /// Adds a stretch of a text to stand between tags.
    mutating func text(_ text: String, _ range: TextRange) {
      add(text.utf8Span.span, range.start..<range.end, boxed: true)
    }

    /// Adds a text to stand inside quotation marks, where no box can be drawn.
    mutating func attribute(_ text: String) {
      add(text.utf8Span.span, 0..<text.utf8.count, boxed: false)
    }

    /// Adds bytes that need no escaping.
    mutating func raw(_ more: some Sequence<UInt8>) { bytes += more }

    /// Hands over what there is, once it is worth a write.
    mutating func flush(to output: OutputFile, atLeast count: Int = 1 << 16) throws {
      guard bytes.count >= count else { return }
      try output.write(bytes.span)
      bytes.removeAll(keepingCapacity: true)
    }

    private mutating func add(_ source: Span<UInt8>, _ range: Range<Int>, boxed: Bool) {
      var at = range.lowerBound
      while at < range.upperBound {
        let byte = source[at]
        switch byte {
        case UInt8(ascii: "&"): html("&amp;")
        case UInt8(ascii: "<"): html("&lt;")
        case UInt8(ascii: ">"): html("&gt;")
        case UInt8(ascii: "\""): html("&quot;")
        case UInt8(ascii: "'"): html("&#39;")
        default:
          let length = Self.length(of: byte)
          if let sign = Unseen.sign(for: source, at: at, length: length) {
            html(boxed ? "<i class=\"z\">\(sign)</i>" : "[\(sign)]")
          } else {
            for next in at..<at + length { bytes.append(source[next]) }
          }
          at += length - 1
        }
        at += 1
      }
    }

    private static func length(of lead: UInt8) -> Int {
      lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }
  }
}
