import Prose
import Support
import Testing

struct ScalarOffsetsTests {
  private func expectOffsets(_ text: String) {
    let offsets = ScalarOffsets(of: text)
    var byte = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      guard offsets.scalar(at: byte) == index, offsets.byte(at: index) == byte,
        offsets.text(at: index..<index + 1) == String(scalar)
      else {
        Issue.record("byte \(byte) is scalar \(index), not \(offsets.scalar(at: byte))")
        return
      }
      byte += UTF8.width(scalar)
    }
    #expect(offsets.scalar(at: byte) == text.unicodeScalars.count)
    #expect(offsets.count == text.unicodeScalars.count && offsets.byte(at: offsets.count) == byte)
  }

  @Test(arguments: OddTexts.all) func offsetsAreThoseOfTheStandardLibrary(_ odd: OddTexts.Text) {
    expectOffsets(odd.text)
    // Longer than one block of bytes, with the scalars out of step with the blocks.
    expectOffsets(String(repeating: odd.text + "é", count: 12))
  }

  @Test(arguments: [127, 128, 129, 255, 256, 257])
  func scalarsThatStraddleABlockAreCountedOnce(_ before: Int) {
    for scalar in ["é", "橋", "𠀀"] {
      expectOffsets(String(repeating: "a", count: before - 1) + scalar + "bc")
      expectOffsets(String(repeating: "a", count: before) + scalar)
      expectOffsets(scalar + String(repeating: "a", count: before))
    }
  }

  @Test func rangesBecomeRanges() {
    let text = "“Brücke”"
    #expect(ScalarOffsets(of: text).scalars(of: TextRange(3, 10)) == 1..<7)
    #expect(ScalarOffsets(of: text).scalars(of: TextRange(13, 13)) == 8..<8)
    #expect(text[TextRange(3, 10)] == "Brücke")
  }

  @Test func rangesKnowTheirOverlap() {
    #expect(TextRange(1, 3).overlaps(TextRange(2, 4)))
    #expect(!TextRange(1, 3).overlaps(TextRange(3, 4)))
    #expect(!TextRange(3, 4).overlaps(TextRange(1, 3)))
    #expect(TextRange(1, 5).overlaps(TextRange(2, 3)))
    #expect(TextRange(2, 2).isEmpty && TextRange(1, 3).count == 2)
  }
}
