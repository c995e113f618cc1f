import Prose
import Testing

@testable import Exchange

@Suite struct CSVTests {
  let folder = TemporaryFolder()

  /// What stands under the header `id,text`, the records it gives and the lines of its issues.
  static let tables: [(rows: String, records: [String], lines: [Int], issues: [Int: String])] = [
    ("a,x\nb,y\n", ["a=x", "b=y"], [2, 3], [:]),
    ("a,x\r\nb,y", ["a=x", "b=y"], [2, 3], [:]),
    ("\"a\",\"x\"\r\n\"b\",\"\"\"y\"\", z\"\r\n", ["a=x", "b=\"y\", z"], [2, 3], [:]),
    ("a,\"one\r\ntwo\n\nfour\"\nb,y\n", ["a=one\r\ntwo\n\nfour", "b=y"], [2, 6], [:]),
    ("\n\r\na,x\n\n\nb,y\n\n", ["a=x", "b=y"], [4, 7], [:]),
    ("a,say \"hi\" twice\n", ["a=say \"hi\" twice"], [2], [:]),
    ("a, \"x\"\n", ["a= \"x\""], [2], [:]),
    ("a,x\rb\n", ["a=x\rb"], [2], [:]),
    ("a,\"\"\"\"\n", ["a=\""], [2], [:]),
    (
      "a,x,z\nb,y\nc\n", ["b=y"], [3],
      [
        2: "the row has 3 fields, the header has 2", 4: "the row has 1 fields, the header has 2",
      ]
    ),
    ("a,\"x\" z\nb,y\n", ["b=y"], [3], [2: "a closing quotation mark is followed by more text"]),
    (
      "a,\"x\nb,y\nc,z\n", ["b=y", "c=z"], [3, 4],
      [
        2: "a quotation mark is opened and never closed"
      ]
    ),
    ("a,x\nb,\"y", ["a=x"], [2], [3: "a quotation mark is opened and never closed"]),
  ]

  @Test(arguments: tables)
  func readsRows(rows: String, records: [String], lines: [Int], issues: [Int: String]) throws {
    let path = try folder.write("a.csv", "id,text\n" + rows)
    let pile = try Pile([path])
    #expect(pile.articles.map { "\($0.id)=\($0.text)" } == records)
    #expect(pile.articles.map(\.source.line) == lines)
    #expect(pile.issues.allSatisfy { $0.path == path && !$0.isWarning })
    #expect(
      Dictionary(pile.issues.map { ($0.line, $0.problem) }, uniquingKeysWith: { $1 }) == issues)
  }

  @Test func findsItsColumnsByName() throws {
    let path = try folder.write(
      "a.csv", "\u{FEFF}\"published\",body,\"the \"\"id\"\"\",date\r\n1999,x,k,\r\n1999,y,,2001\r\n"
    )
    let pile = try Pile([path], ReadingOptions(idField: "the \"id\"", textField: "body"))
    #expect(pile.ids == ["k", "\(path):3"])
    #expect(pile.texts == ["x", "y"])
    #expect(pile.articles.map(\.published) == ["1999", "2001"])
    #expect(pile.issues == [])
  }

  @Test(arguments: 0..<10)
  func readsBackWhatIsWrittenByTheRules(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    let pieces = ["a", "é", ",", "\"", "\n", "\r\n", "word", " ", "\r"]
    var expected: [String] = []
    var file = "text,id\n"
    for row in 0..<300 {
      let text =
        "x"
        + (0..<Int.random(in: 0...8, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      expected.append(text)
      let isQuoted = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
      let field = isQuoted ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
      file += "\(field),\(row)" + (row % 2 == 0 ? "\n" : "\r\n")
    }
    let pile = try Pile([try folder.write("a.csv", file)])
    #expect(pile.texts.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    #expect(pile.ids == (0..<300).map(String.init))
    #expect(pile.issues == [])
  }

  static func row(_ bytes: [UInt8], isLast: Bool) -> CSVRow? { CSVRow(bytes.span, isLast: isLast) }

  @Test func givesTheSameRowHoweverManyBytesFollow() throws {
    let row = Array("a,\"x \"\"y\"\",\r\n z\",é,\"\"\r\n".utf8)
    let whole = try #require(Self.row(row, isLast: true))
    #expect(whole.length == row.count && whole.fields.count == 4 && whole.lineEnds == 2)
    for end in 0..<row.count {
      #expect(Self.row(Array(row[..<end]), isLast: false) == nil)
    }
    for extra in ["", "\"", "b,c\n", "\n"] {
      #expect(Self.row(row + Array(extra.utf8), isLast: false) == whole)
    }
  }

  @Test func readsARowLongerThanABlock() throws {
    let long = String(repeating: "\"\" line\n", count: 700_000)
    let path = try folder.write("a.csv", "id,text\na,\"\(long)\"\nb,y\n")
    let pile = try Pile([path])
    #expect(pile.texts == [long.replacing("\"\"", with: "\""), "y"])
    #expect(pile.articles.map(\.source.line) == [2, 700_003])
  }
}
