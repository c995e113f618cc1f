import Testing

@testable import Exchange

/// What is UTF-8, against what the standard library takes for it.
@Suite struct UTF8CheckTests {
  /// Bytes at which something begins or ends to be allowed somewhere.
  private static let edges: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
  ]

  private func expectSame(_ bytes: [UInt8], _ range: Range<Int>) {
    let isSound = String(validating: bytes[range], as: UTF8.self) != nil
    #expect(UTF8Check.isSound(bytes.span, range) == isSound, "\(bytes[range])")
  }

  @Test func everyShortRunIsToldAsTheLibraryTellsIt() {
    for a in Self.edges {
      for b in Self.edges {
        for c in Self.edges {
          expectSame([a, b, c], 0..<3)
          for d in Self.edges { expectSame([a, b, c, d], 0..<4) }
        }
      }
    }
  }

  @Test(
    arguments: [
      [0xC3, 0xA9], [0xE2, 0x80, 0x94], [0xF0, 0x9F, 0x98, 0x80], [0xED, 0xA0, 0x80], [0xC3],
      [0x80],
      [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
  func itDoesNotMatterWhereAScalarStands(scalar: [UInt8]) {
    for before in 0..<40 {
      for after in [0, 1, 7, 8, 15, 16, 17, 33] {
        let plain = [UInt8](repeating: 0x61, count: before)
        let bytes = plain + scalar + [UInt8](repeating: 0x62, count: after)
        expectSame(bytes, 0..<bytes.count)
        // What lies outside of the range is not looked at.
        expectSame(bytes, 0..<before)
        expectSame(bytes, min(before + scalar.count, bytes.count)..<bytes.count)
        #expect(UTF8Check.text(bytes.span) == String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}
