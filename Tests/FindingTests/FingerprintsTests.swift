import Prose
import Testing

@testable import Finding

@Suite struct FingerprintsTests {
  private func read(_ texts: String...) -> Fingerprints {
    var fingerprints = Fingerprints()
    for text in texts { fingerprints.read(text) }
    return fingerprints
  }

  @Test(arguments: [
    ("U.S. and Russia", "us AND russia"),
    ("café naïve Ångström", "cafe naive angstrom"),
    ("cafe\u{301}", "café"),
    ("Việt Nam", "viet nam"),
    ("МОСКВА, Россия", "москва россия"),
    ("Ἀθῆναι", "αθηναι"),
    ("２０２４ＡＢ", "2024ab"),
    ("北京，今天。", "北京 今天"),
    ("a\u{AD}b\u{200B}c", "abc"),
  ])
  func whatFoldsAlike(_ x: String, _ y: String) {
    let fingerprints = read(x, y)
    #expect(fingerprints.contents[0] == fingerprints.contents[1])
    #expect(fingerprints.lengths[0] == fingerprints.lengths[1])
  }

  @Test(arguments: [
    ("abc", "abd"), ("ab", "abb"), ("1", "l"), ("мир", "мор"), ("北京", "京北"), ("שלום", "שלוט"),
    ("สวัสดี", "สวัสด"),
  ])
  func whatDoesNot(_ x: String, _ y: String) {
    let fingerprints = read(x, y)
    #expect(fingerprints.contents[0] != fingerprints.contents[1])
  }

  @Test func lengthsMeanTheSameInEveryScript() {
    let fingerprints = read("Hello, world 1", "", "…!?", "世界", "한국")
    #expect(fingerprints.lengths == [11, 0, 0, 6, 4])
  }

  @Test func aGramIsKeptInEveryTextOrInNone() {
    var newsroom = Newsroom(seed: 1)
    let passage = newsroom.report(words: 200)
    let host = newsroom.report(words: 100) + " " + passage + " " + newsroom.report(words: 100)
    let fingerprints = read(passage, host)
    let all = Set(fingerprints.hashes[fingerprints.hashes(of: 1)])
    let kept = fingerprints.hashes[fingerprints.hashes(of: 0)]
    #expect(kept.count > 30)
    #expect(kept.allSatisfy(all.contains))
  }

  @Test func shortTextsKeepMoreAndAmongItWhatLongOnesKeep() {
    var newsroom = Newsroom(seed: 2)
    let short = newsroom.report(words: 40)
    let fingerprints = read(short, short + " " + newsroom.report(words: 200))
    let (few, many) = (fingerprints.hashes(of: 0), fingerprints.hashes(of: 1))
    #expect(fingerprints.lengths[0] < UInt32(Fingerprints.shortLength))
    #expect(8 * few.count > Int(fingerprints.lengths[0]))
    #expect(8 * many.count < Int(fingerprints.lengths[1]))
    let base = fingerprints.hashes[few].filter(Fingerprints.isBase)
    #expect(base.allSatisfy(Set(fingerprints.hashes[many]).contains))
  }

  @Test func theSampleIsOneInSixteen() {
    var newsroom = Newsroom(seed: 3)
    let fingerprints = read(newsroom.report(words: 20_000))
    let sampled = Double(fingerprints.hashes.count) / Double(fingerprints.firstShare[0])
    let share = sampled / Double(fingerprints.lengths[0])
    #expect(abs(share - 1 / 16) < 0.006)
  }

  @Test func numbersAreRunsOfDigits() {
    let numbers = read("In 2017 about $4.2 or 7 of 12345678901234567").numbers
    #expect(numbers.map(\.position) == [2, 11, 18])
    #expect(numbers.map(\.count) == [4, 2, 14])
    #expect((0..<4).map { numbers[0][$0] } == [2, 0, 1, 7])
  }

  @Test func aLedgerHoldsItsRunsInOrder() {
    var ledger = Ledger()
    ledger.enter(read("one 22 report", "two"))
    ledger.enter(read())
    ledger.enter(read("three 33 and 44"))
    let whole = read("one 22 report", "two", "three 33 and 44")
    #expect(ledger.count == 3)
    #expect((0..<3).map { ledger.content(of: $0) } == whole.contents)
    #expect((0..<3).map { ledger.length(of: $0) } == whole.lengths.map(Int.init))
    for text in 0..<3 {
      #expect(Array(ledger.hashes(of: text)) == Array(whole.hashes[whole.hashes(of: text)]))
      #expect(Array(ledger.numbers(of: text)) == Array(whole.numbers[whole.numbers(of: text)]))
    }
  }

  @Test func textsFedAsBytesAreTheSame() {
    var (fed, given) = (Fingerprints(), Fingerprints())
    for text in ["", "naïve 12", String(repeating: "some words 77 ", count: 40)] {
      given.read(text)
      fed.read(Array(text.utf8).span)
    }
    #expect(fed.hashes == given.hashes && fed.contents == given.contents)
  }
}
