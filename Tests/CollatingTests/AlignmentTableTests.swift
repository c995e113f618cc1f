import Collating
import Prose
import Support
import Testing

/// Several witnesses in one table.
struct AlignmentTableTests {
  private func table(_ texts: [String]) -> AlignmentTable {
    AlignmentTable(
      of: texts.enumerated().map { Witness(Article(id: "\($0)", text: $1), siglum: "\($0)") })
  }

  /// The rows as the bytes each text has in them; nil for nothing.
  private func told(_ table: AlignmentTable, _ texts: [String]) -> [[String?]] {
    table.rows.map { row in
      zip(texts, row.cells).map { text, cell in cell.map { String(text[$0]) } }
    }
  }

  /// What breaks the law that every byte stands in one row; nil where nothing does.
  private func breach(_ table: AlignmentTable, _ texts: [String]) -> String? {
    for (number, text) in texts.enumerated() {
      var at = 0
      for row in table.rows {
        guard let cell = row.cells[number] else { continue }
        if cell.start != at || cell.isEmpty { return "text \(number) has a hole at \(at)" }
        at = cell.end
      }
      if at != text.utf8.count { return "text \(number) ends at \(at)" }
    }
    for (number, row) in told(table, texts).enumerated() {
      for first in texts.indices {
        for second in texts.indices {
          let isSame = row[first].map { Array($0.utf8) } == row[second].map { Array($0.utf8) }
          if isSame != (table.rows[number].readings[first] == table.rows[number].readings[second]) {
            return "row \(number) is wrong about \(first) and \(second)"
          }
        }
      }
    }
    return nil
  }

  private func orders<Element>(of list: [Element]) -> [[Element]] {
    guard list.count > 1 else { return [list] }
    return list.indices.flatMap { index in
      var rest = list
      let one = rest.remove(at: index)
      return orders(of: rest).map { [one] + $0 }
    }
  }

  @Test func `every scalar of small texts stands in one row`() {
    let texts = Every.text(upTo: 2)
    for (number, first) in texts.enumerated() {
      for second in texts[number...] {
        let third = texts[(first.utf8.count * 7 + second.utf8.count) % texts.count]
        let three = [first, second, third]
        if let breach = breach(table(three), three) { Issue.record("\(three): \(breach)") }
      }
    }
  }

  @Test func `every scalar of odd texts stands in one row`() {
    let all = OddTexts.all.map(\.text)
    if let breach = breach(table(all), all) { Issue.record("\(breach)") }
    for start in all.indices.dropLast(2) {
      let three = Array(all[start..<start + 3])
      if let breach = breach(table(three), three) { Issue.record("\(three): \(breach)") }
    }
  }

  @Test(arguments: 0..<2) func `every order of five gives the same table`(_ seed: UInt64) throws {
    let report = try Example.harbourBridge.text(of: "report.txt")
    var edits = RandomEdits(500 + seed)
    var texts = [report]
    // Copies of copies, so that the tree is more than a star; one twice.
    for from in [0, 1, 0] { texts.append(edits.applied(to: texts[from], count: 25)) }
    texts.append(seed == 0 ? texts[1] : edits.applied(to: texts[2], count: 25))
    let expected = told(table(texts), texts)
    #expect(breach(table(texts), texts) == nil)
    #expect(expected.count > 20)
    for order in orders(of: Array(texts.indices)) {
      let reordered = order.map { texts[$0] }
      let rows = told(table(reordered), reordered).map { row in
        texts.indices.map { text in row[order.firstIndex(of: text) ?? 0] }
      }
      if rows != expected { Issue.record("\(order) gives another table") }
    }
  }

  @Test func `readings several texts share stand under one another`() {
    let texts = [
      "The council approved 42 bridges on Monday.", "The council approved 4.2 bridges on Monday.",
      "The council approved 42 bridges, reluctantly, on Monday.",
    ]
    #expect(
      told(table(texts), texts) == [
        ["The council approved ", "The council approved ", "The council approved "],
        ["42", "4.2", "42"],
        [" bridges", " bridges", " bridges"],
        [nil, nil, ", reluctantly,"],
        [" on Monday.", " on Monday.", " on Monday."],
      ])
  }

  @Test func `a passage one text lacks does not hide where the others part`() {
    let texts = [
      "It was late. The mayor left the hall at nine. Nobody spoke.",
      "It was late. The mayor left the hall at ten. Nobody spoke.", "It was late. Nobody spoke.",
    ]
    #expect(
      told(table(texts), texts) == [
        ["It was late.", "It was late.", "It was late."],
        [" The mayor left the hall at", " The mayor left the hall at", nil],
        [" nine", " ten", nil],
        [".", ".", nil],
        [" Nobody spoke.", " Nobody spoke.", " Nobody spoke."],
      ])
  }

  @Test func `three readings of one place are one row`() {
    let texts = ["He had a quick brown fox.", "He had a slow fox.", "He had a very fast red fox."]
    #expect(
      told(table(texts), texts) == [
        ["He had a ", "He had a ", "He had a "],
        ["quick brown", "slow", "very fast red"],
        [" fox.", " fox.", " fox."],
      ])
  }

  @Test func `white space alone is a row of its own`() {
    let texts = ["One two three.", "One\ntwo three.", "One two three.\n"]
    #expect(
      told(table(texts), texts) == [
        ["One", "One", "One"], [" ", "\n", " "],
        ["two three.", "two three.", "two three."], [nil, nil, "\n"],
      ])
  }

  @Test func `texts that are the same are one row`() {
    #expect(told(table(["a b", "a b", "a b"]), ["a b", "a b", "a b"]) == [["a b", "a b", "a b"]])
    #expect(table(["", "", ""]).rows.isEmpty)
  }
}
