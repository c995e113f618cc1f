import Exchange
import Support
import Testing

/// What a record says beside its text.
@Suite struct RecordFieldsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The fields of the records of a file.
  private func fields(
    _ name: String, _ content: String, _ options: ReadingOptions = ReadingOptions()
  ) throws -> [RecordFields] {
    let reader = try ArticleReader([try folder.write(name, content)], options: options)
    var found: [RecordFields] = []
    while let next = try reader.next() {
      if case .success = next { found.append(reader.fields) }
    }
    return found
  }

  @Test(
    arguments: [
      (#""title":"A","outlet":"B","url":"C""#, "A", "B", "C", nil),
      // The first of two names counts, and the other is a field like any.
      (#""title":"A","headline":"H""#, "H", nil, nil, #"{"title":"A"}"#),
      (#""publisher":"P","source":"S","link":"L""#, nil, "P", "L", #"{"source":"S"}"#),
      // What is no string is no headline.
      (#""title":7,"n":[1,{"a":null}]"#, nil, nil, nil, #"{"title":7,"n":[1,{"a":null}]}"#),
      (#""title":"","x":"é\u0041""#, nil, nil, nil, #"{"title":"","x":"é\u0041"}"#),
      (#""x":NaN"#, nil, nil, nil, #"{"x":null}"#),
      (#""date":"2020","published":"2021""#, nil, nil, nil, nil),
      (#""title":"q\"\u0000""#, "q\"\u{0}", nil, nil, nil),
    ] as [(String, String?, String?, String?, String?)])
  func `fields of a line of JSON are sorted`(
    line: String, headline: String?, outlet: String?, url: String?, others: String?
  ) throws {
    let record = #"{"id":"1","text":"T",\#(line)}"# + "\n"
    let found = try fields("a.jsonl", record + record.replacing("\"1\"", with: "\"2\""))
    #expect(found.count == 2)
    for fields in found {
      #expect(fields.headline == headline && fields.outlet == outlet && fields.url == url)
      #expect(fields.others == others)
    }
  }

  @Test func `a field named as text or id is not told twice`() throws {
    let line = #"{"name":"1","title":"T","text":"other"}"# + "\n"
    let found = try fields("a.jsonl", line, ReadingOptions(idField: "name", textField: "title"))
    #expect(found.first?.headline == nil)
    #expect(found.first?.others == #"{"text":"other"}"#)
  }

  @Test func `fields of a row stand under their columns`() throws {
    let table = "id,headline,text,page\n1,\"A \"\"b\"\"\",T,\n2,,U,\"3,4\"\n"
    let found = try fields("a.csv", table)
    #expect(found.map(\.headline) == ["A \"b\"", nil])
    #expect(found.map(\.others) == [#"{"page":""}"#, #"{"headline":"","page":"3,4"}"#])
  }

  @Test func `a file that is one text has none`() throws {
    #expect(try fields("a.txt", "Some words.") == fields("b.txt", "Others."))
    #expect(try fields("c.txt", "Some words.").first?.others == nil)
  }
}
