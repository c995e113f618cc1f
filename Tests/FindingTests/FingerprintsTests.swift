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
    let all = Set(fingerprints.keptGrams(of: 1).map(\.hash))
    let kept = fingerprints.keptGrams(of: 0).map(\.hash)
    #expect(kept.count > 30)
    #expect(kept.allSatisfy(all.contains))
  }

  @Test func shortTextsKeepMoreAndAmongItWhatLongOnesKeep() {
    var newsroom = Newsroom(seed: 2)
    let short = newsroom.report(words: 40)
    let fingerprints = read(short, short + " " + newsroom.report(words: 200))
    let (few, many) = (fingerprints.keptGrams(of: 0), fingerprints.keptGrams(of: 1))
    #expect(fingerprints.lengths[0] < UInt32(Fingerprints.shortLength))
    #expect(8 * few.count > Int(fingerprints.lengths[0]))
    #expect(8 * many.count < Int(fingerprints.lengths[1]))
    let base = few.filter(\.isBase).map(\.hash)
    #expect(base.count > 5 && base.allSatisfy(Set(many.map(\.hash)).contains))
  }

  @Test func theSampleIsOneInSixteen() {
    var newsroom = Newsroom(seed: 3)
    let fingerprints = read(newsroom.report(words: 20_000))
    let sampled = Double(fingerprints.records.count) / Double(fingerprints.firstShare[0])
    let share = sampled / Double(fingerprints.lengths[0])
    #expect(abs(share - 1 / 16) < 0.006)
  }

  @Test func numbersAreRunsOfDigits() {
    let numbers = read("In 2017 about $4.2 or 7 of 12345678901234567").unpackedNumbers(of: 0)
    #expect(numbers.map(\.position) == [2, 11, 18])
    #expect(numbers.map(\.count) == [4, 2, 14])
    #expect((0..<4).map { numbers[0][$0] } == [2, 0, 1, 7])
  }

  @Test func farNumbersAreUnpackedAsTheyWere() {
    let letters = String(repeating: "word ", count: 9000)
    let text = "12" + letters + "345 and 6789" + letters + "00"
    let numbers = read("77", text).unpackedNumbers(of: 1)
    #expect(numbers.map(\.position) == [0, 36_002, 36_008, 72_012])
    #expect(numbers.map(\.count) == [2, 3, 4, 2])
    #expect(numbers.map(\.digits) == [0x12, 0x345, 0x6789, 0])
  }

  @Test func wideGapsBetweenGramsAreKept() throws {
    var newsroom = Newsroom(seed: 4)
    let (first, last) = (newsroom.report(words: 80), newsroom.report(words: 80))
    // What repeats itself is kept once, so that nothing is for a long way.
    let filler = String(repeating: "a", count: 200_000)
    let whole = read(first + filler + last, first, last)
    let start = Int(whole.lengths[1]) + 200_000
    let places = Dictionary(
      uniqueKeysWithValues: whole.keptGrams(of: 0).map { ($0.hash, $0.position) })
    let inLast = whole.keptGrams(of: 2).filter { $0.isBase && places[$0.hash]! >= start }
    #expect(inLast.count > 10)
    #expect(inLast.allSatisfy { places[$0.hash] == start + $0.position })
    // And once the lone grams between are gone.
    let postings = Postings(try Pile(of: [first + filler + last, last]))
    var (long, short) = (Occurrences(), Occurrences())
    long.read(0, postings)
    short.read(1, postings)
    #expect(short.count > 10)
    for index in short.indices {
      let other = long.grams[..<long.count].firstIndex(of: short.grams[index])!
      #expect(Int(long.positions[other]) == start + Int(short.positions[index]))
    }
  }

  @Test(arguments: [Int.max, 1 << 12])
  func aLedgerHoldsItsRunsInOrder(memory: Int) throws {
    let texts = ["one 22 report", "two", "three 33 and 44", "", "five 55 and some more words"]
    let ledger = try Ledger(of: texts, memory: memory)
    var whole = Fingerprints()
    for text in texts { whole.read(text) }
    #expect(ledger.count == 5)
    #expect(ledger.gramCount == whole.records.count)
    #expect(ledger.allContents == whole.contents)
    #expect((0..<5).map { ledger.length(of: $0) } == whole.lengths.map(Int.init))
    var room: [UInt64] = []
    for text in 0..<5 {
      let run = Int(ledger.place(of: text).run)
      let records = ledger.store.withRecords(ledger.records(of: text), of: run, &room) { Array($0) }
      #expect(records == Array(whole.records[whole.records(of: text)]))
      #expect(Array(ledger.numbers(of: text)) == Array(whole.numbers[whole.numbers(of: text)]))
    }
  }

  @Test func textsFedAsBytesAreTheSame() {
    var (fed, given) = (Fingerprints(), Fingerprints())
    for text in ["", "naïve 12", String(repeating: "some words 77 ", count: 40)] {
      given.read(text)
      fed.read(Array(text.utf8).span)
    }
    #expect(fed.records == given.records && fed.contents == given.contents)
  }

  /// Folding eight bytes at a time against one scalar at a time.
  @Test func foldingIsThatOfTheNaiveSearch() {
    var newsroom = Newsroom(seed: 6)
    let letters = Array("aZ09 ,-_@[`{/:~\u{1}é北한мｱ\u{301}")
    for length in 0..<200 {
      let text = String((0..<length).map { _ in letters.randomElement(using: &newsroom)! })
      var fold = Fold()
      fold.fold(Array(text.utf8).span)
      let ascii = text.unicodeScalars.filter {
        $0.isASCII && $0.properties.isAlphabetic || ("0"..."9") ~= $0
      }
      let kept = fold.units[..<fold.count].filter { $0 < 0x80 }
      let accented = text.unicodeScalars.count { $0 == "é" }
      #expect(kept.count == ascii.count + accented)
      if accented == 0 {
        #expect(kept.elementsEqual(String(String.UnicodeScalarView(ascii)).lowercased().utf8))
      }
    }
  }
}
