public import Prose

/// Where a web annotation points: a place in a text by its position and by its words, so that it is
/// still found where the text was read again and lies elsewhere.
///
/// Sanderson, Ciccarese, Young: Web Annotation Data Model (W3C 2017), 4.2.4 and 4.2.5.
public struct AnnotationTarget {
  /// The address or name of the text.
  public let source: String
  private let offsets: ScalarOffsets

  /// Scalars before and after a place that tell it from others.
  private static let context = 32

  /// Takes the text that is pointed into, with its offsets.
  public init(source: String, _ offsets: ScalarOffsets) {
    self.source = source
    self.offsets = offsets
  }

  /// The `@context` of every annotation.
  public static let vocabulary = "http://www.w3.org/ns/anno.jsonld"

  /// Writes the target as a value: position (Unicode scalars), words, and what stands around them.
  public func write(_ range: Range<Int>, to json: inout JSONWriter) {
    let before = max(0, range.lowerBound - Self.context)..<range.lowerBound
    let after = range.upperBound..<min(offsets.count, range.upperBound + Self.context)
    json.object { json in
      json.field("source", source)
      json.array("selector") { json in
        json.object { json in
          json.field("type", "TextPositionSelector")
          json.field("start", range.lowerBound)
          json.field("end", range.upperBound)
        }
        json.object { json in
          json.field("type", "TextQuoteSelector")
          json.field("exact", offsets.text(at: range))
          json.field("prefix", offsets.text(at: before))
          json.field("suffix", offsets.text(at: after))
        }
      }
    }
  }
}
