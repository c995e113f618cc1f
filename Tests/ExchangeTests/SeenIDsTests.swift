import Testing

@testable import Exchange

@Suite struct SeenIDsTests {
  @Test func findsEveryIDAgainAndNoOther() {
    var seen = SeenIDs()
    for number in 0..<50_000 {
      let first = seen.insert("id-\(number)", file: number % 7, line: number)
      #expect(first == nil)
    }
    for number in stride(from: 0, to: 50_000, by: 11) {
      let first = seen.insert("id-\(number)", file: 99, line: 99)
      #expect(first?.file == number % 7 && first?.line == number)
    }
    for other in ["id-50000", "id-", ""] {
      #expect(seen.insert(other, file: 0, line: 0) == nil)
      #expect(seen.insert(other, file: 0, line: 0) != nil)
    }
  }

  @Test func keepsIDsLongerThanABlock() {
    var seen = SeenIDs()
    let long = String(repeating: "long ", count: 500_000)
    for (line, id) in ["a", long, "b", long + "x"].enumerated() {
      #expect(seen.insert(id, file: 0, line: line) == nil)
    }
    for (line, id) in ["a", long, "b", long + "x"].enumerated() {
      #expect(seen.insert(id, file: 0, line: 9)?.line == line)
    }
  }

  @Test func takesIDsForEqualAsStringsAre() {
    var seen = SeenIDs()
    #expect(seen.insert("caf\u{E9}", file: 0, line: 1) == nil)
    #expect(seen.insert("cafe\u{301}", file: 0, line: 2)?.line == 1)
    #expect(seen.insert("cafe", file: 0, line: 3) == nil)
  }
}
