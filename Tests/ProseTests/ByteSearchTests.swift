import Testing

@testable import Prose

/// Runs of bytes in short texts.
@Suite struct ByteSearchTests {
  /// All words of two letters up to a length.
  private func words(upTo length: Int) -> [[UInt8]] {
    var all: [[UInt8]] = [[]]
    var last = all
    for _ in 0..<length {
      last = last.flatMap { word in [word + [0x61], word + [0x62]] }
      all += last
    }
    return all
  }

  @Test func findsWhatTryingEveryPlaceFinds() {
    for word in words(upTo: 7) {
      for run in words(upTo: 3) where !run.isEmpty {
        let places = word.indices.filter { word[$0...].starts(with: run) }
        #expect(word.firstIndex(of: run) == places.first)
        #expect(word.holds(run) == !places.isEmpty)
        for start in word.indices {
          #expect(word.firstIndex(of: run, from: start) == places.first { $0 >= start })
        }
      }
    }
  }

  @Test func replacesFromLeftToRight() {
    var text = Array("aaab rnrn".utf8)
    text.replaceAll(Array("aa".utf8), with: Array("c".utf8))
    text.replaceAll(Array("rn".utf8), with: Array("m".utf8))
    #expect(String(decoding: text, as: UTF8.self) == "cab mm")
    text.replaceAll(Array("m".utf8), with: Array("mm".utf8))
    #expect(String(decoding: text, as: UTF8.self) == "cab mmmm")
  }
}
