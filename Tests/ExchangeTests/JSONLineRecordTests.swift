import Exchange
import Prose
import Testing

@Suite struct JSONLineRecordTests {
  let folder = TemporaryFolder()

  /// A line, its text if it has one, and its issue if it has one.
  static let lines: [(line: String, text: String?, problem: String?, hint: String?)] = [
    (#"{"id":"a","text":"t"}"#, "t", nil, nil),
    (#"  {"id":"a" , "text" : "t" }  "#, "t", nil, nil),
    (#"{"text":"t","id":"a","more":{"text":"no","id":[1,{"id":"b"}]}}"#, "t", nil, nil),
    (#"{"text":"first","id":"b","id":"a","text":"last"}"#, "last", nil, nil),
    (#"{"\u0069d":"a","t\u0065xt":"t"}"#, "t", nil, nil),
    (
      #"{"id":"a","text":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#, "\"\\/\u{8}\u{c}\n\r\té😀", nil,
      nil
    ),
    (#"{"id":"a","text":"a\u0000b"}"#, "a\0b", nil, nil),
    (#"{"id":"a","text":"t","n":NaN,"i":[-Infinity,Infinity,1e999]}"#, "t", nil, nil),
    (#"{"id":"a","text":"t",}"#, "t", nil, nil),
    (
      #"{"id":"a","text":"\ud83d!"}"#, "\u{FFFD}!",
      "half a surrogate pair in `text` became U+FFFD", nil
    ),
    (
      #"{"id":"a","text":"\ude00\ud83d"}"#, "\u{FFFD}\u{FFFD}",
      "half a surrogate pair in `text` became U+FFFD", nil
    ),
    (
      #"{"id":"a","text":"\ud83d\u0041\ud83d\n"}"#, "\u{FFFD}A\u{FFFD}\n",
      "half a surrogate pair in `text` became U+FFFD", nil
    ),
    (#"{"id":"a","text":""}"#, "", "the text of `a` is empty", nil),
    ("hello", nil, "the line is not a JSON object: it goes wrong at byte 0", nil),
    (#"{"id":"a","text":"t""#, nil, "the line is not a JSON object: it goes wrong at byte 20", nil),
    (
      #"{"id":"a","text":"t"} {}"#, nil, "the line is not a JSON object: it goes wrong at byte 22",
      nil
    ),
    (
      #"{"id":"a","text":"\x"}"#, nil, "the line is not a JSON object: it goes wrong at byte 18",
      nil
    ),
    (
      #"[{"id":"a","text":"t"}]"#, nil,
      "the line is not a JSON object: it goes wrong at byte 0",
      "one JSON object a line is wanted: `jq -c '.[]'` makes lines of a list"
    ),
    ("null", nil, "the line is not a JSON object: it goes wrong at byte 0", nil),
    ("{}", nil, "there is no field `text`", nil),
    (
      #"{"id":"a","url":"u","body":"long text","n":1}"#, nil, "there is no field `text`",
      "pass --text-field body; the fields that hold text are `body`, `id`, `url`"
    ),
    (#"{"id":"a","text":3.5}"#, nil, "`text` is a number, not a string", nil),
    (#"{"id":"a","text":null}"#, nil, "`text` is null, not a string", nil),
    (#"{"id":"a","text":["t"]}"#, nil, "`text` is a list, not a string", nil),
    (#"{"id":"a","text":{"t":1}}"#, nil, "`text` is an object, not a string", nil),
    (#"{"id":"a","text":true}"#, nil, "`text` is true or false, not a string", nil),
    (#"{"id":"a","text":NaN}"#, nil, "`text` is NaN, not a string", nil),
    (#"{"id":true,"text":"t"}"#, nil, "`id` is true or false, not a string or a number", nil),
    (#"{"id":false,"text":"t",}"#, nil, "`id` is true or false, not a string or a number", nil),
    (#"{"id":[],"text":"t"}"#, nil, "`id` is a list, not a string or a number", nil),
  ]

  @Test(arguments: lines)
  func judgesALine(line: String, text: String?, problem: String?, hint: String?) throws {
    let good = #"{"id":"good","text":"after"}"#
    let path = try folder.write("a.jsonl", "\n\(line)\n\(good)\n")
    let pile = try Pile([path])
    #expect(pile.ids == (text == nil ? ["good"] : ["a", "good"]))
    #expect(pile.texts.first.map { Array($0.utf8) } == Array((text ?? "after").utf8))
    #expect(
      pile.issues
        == (problem.map {
          [ReadingIssue(path: path, line: 2, problem: $0, hint: hint, isWarning: text != nil)]
        } ?? []))
  }

  /// How an id is written, and what it becomes; nil stands for path and line.
  static let ids: [(String, String?)] = [
    (#""id":"x y""#, "x y"), (#""id":42"#, "42"), (#""id":-1.50"#, "-1.50"),
    (#""id":12345678901234567890123"#, "12345678901234567890123"),
    (#""id":null"#, nil), (#""id":"""#, nil), (#""name":"x""#, nil),
    // Foundation reads this one, for its last comma.
    (#""id":42,"more":[1,]"#, "42"),
  ]

  @Test(arguments: ids)
  func namesARecord(field: String, id: String?) throws {
    let path = try folder.write("a.jsonl", "{\"text\":\"t\",\(field)}")
    let pile = try Pile([path])
    #expect(pile.ids == [id ?? "\(path):1"])
    #expect(pile.issues == [])
  }

  /// Fields beside the text, and the date they give.
  static let dates: [(String, String?)] = [
    (#""date":"2020""#, "2020"), (#""published":"2021""#, "2021"),
    (#""published":"2021","date":"2020""#, "2020"), (#""date":2020"#, nil),
    (#""date":"","published":"2021""#, "2021"), (#""date":null"#, nil),
  ]

  @Test(arguments: dates)
  func readsTheDate(fields: String, published: String?) throws {
    let path = try folder.write("a.jsonl", "{\"text\":\"t\",\(fields)}")
    #expect(try Pile([path]).articles.map(\.published) == [published])
  }

  @Test func readsTheFieldsAskedFor() throws {
    let path = try folder.write("a.jsonl", #"{"id":1,"text":"no","url":"u","body":"yes"}"#)
    let pile = try Pile([path], ReadingOptions(idField: "url", textField: "body"))
    #expect(pile.ids == ["u"])
    #expect(pile.texts == ["yes"])
    let same = try Pile([path], ReadingOptions(idField: "body", textField: "body"))
    #expect(same.ids == ["yes"])
    #expect(same.texts == ["yes"])
  }

  @Test func readsLinesWhateverEndsThem() throws {
    let path = try folder.write(
      "a.jsonl", "\u{FEFF}{\"id\":1,\"text\":\"a\"}\r\n \r\n{\"id\":2,\"text\":\"b\"}\n\n")
    let pile = try Pile([path])
    #expect(pile.ids == ["1", "2"])
    #expect(pile.articles.map(\.source.line) == [1, 3])
    #expect(pile.issues == [])
  }

  @Test func bearsDeepNestingAsFoundationDoes() throws {
    func line(_ depth: Int) -> String {
      let open = String(repeating: "[", count: depth)
      return
        "{\"id\":\(depth),\"text\":\"t\",\"x\":\(open)\(String(repeating: "]", count: depth))}\n"
    }
    let path = try folder.write("a.jsonl", [1, 60, 70, 400, 100_000].map(line).joined())
    let pile = try Pile([path])
    #expect(pile.ids == ["1", "60", "70", "400"])
    #expect(pile.issues.map(\.line) == [5])
  }
}
