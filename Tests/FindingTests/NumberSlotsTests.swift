import Testing

@testable import Finding

@Suite struct NumberSlotsTests {
  private func number(_ digits: String) -> Fingerprints.Number {
    var fingerprints = Fingerprints()
    fingerprints.read(digits)
    return fingerprints.unpackedNumbers(of: 0)[0]
  }

  @Test(arguments: [
    ("2017", "2017", true), ("12", "120", true), ("12", "1200", false), ("12", "13", false),
    ("123456", "123956", true), ("2017", "1943", false), ("201", "207", true), ("10", "01", false),
  ])
  func resemblance(_ x: String, _ y: String, _ expected: Bool) {
    #expect(number(x).resembles(number(y)) == expected)
    #expect(number(y).resembles(number(x)) == expected)
  }

  @Test(
    arguments: [
      ("2017", "2017", 0, true), ("2017", "017", -1, true), ("2017", "9345", 0, false),
      ("20", "17", 0, false), ("2017", "17", -2, true), ("20", "9", 0, nil),
    ] as [(String, String, Int, Bool?)])
  func agreement(_ x: String, _ y: String, _ shift: Int, _ expected: Bool?) {
    var fingerprints = Fingerprints()
    fingerprints.read(y + (y.count == 1 ? "1" : ""))
    var other = fingerprints.unpackedNumbers(of: 0)[0]
    if y.count == 1 { other = .init(position: 0, count: 1, digits: 9) }
    #expect(number(x).agrees(with: other, at: shift) == expected)
  }
}
