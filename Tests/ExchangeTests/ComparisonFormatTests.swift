import Collating
import Exchange
import Foundation
import Judging
import Prose
import Support
import Testing

/// The forms of a comparison that other programs read.
struct ComparisonFormatTests {
  /// What is written into a file.
  private func written(_ write: (OutputFile) throws -> Void) throws -> String {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("comparison-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path)
    try write(output)
    try output.finish()
    return String(
      decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
  }

  private func apparatus(_ texts: [String], base: Int = 0) -> Apparatus {
    Apparatus(of: texts.enumerated().map { Article(id: "<\($0)>", text: $1) }, base: base)
  }

  private func example() throws -> [String] {
    try ["report.txt", "copy-edited.txt", "copy-displaced.txt", "copy-respaced.txt"].map {
      try Example.harbourBridge.text(of: $0)
    }
  }

  // MARK: TEI

  private func expectReadBack(_ texts: [String], base: Int = 0) throws {
    let tei = try written { try ComparisonTEI.write(apparatus(texts, base: base), to: $0) }
    let read = try #require(TEIReader(tei))
    for (index, text) in texts.enumerated() {
      let back = read.text(of: "#" + Witness.siglum(index))
      if Array(back.unicodeScalars) != Array(text.unicodeScalars) {
        Issue.record("\(text.debugDescription) is read back as \(back.debugDescription)")
      }
    }
  }

  @Test func `every text can be read back from TEI`() throws {
    let texts = try example()
    for count in 2...4 {
      for base in [0, count - 1] { try expectReadBack(Array(texts.prefix(count)), base: base) }
    }
    let odd = OddTexts.all.map(\.text)
    for start in odd.indices.dropLast(2) {
      try expectReadBack([odd[start], odd[start + 1]], base: start % 2)
      try expectReadBack(Array(odd[start..<start + 3]), base: start % 3)
    }
    try expectReadBack(["a\u{FFFE}b\r\n]]>&amp;", "a\u{FFFF}\u{FFBE}\u{C}b\r]]>&"])
  }

  @Test func `TEI names the kind, the cause and the difference of a reading`() throws {
    let texts = ["It held 42 people.", "It held 43 people.", "It held 43 people."]
    let two = try written { try ComparisonTEI.write(apparatus(Array(texts.prefix(2))), to: $0) }
    #expect(
      two.contains(
        "It held <app><rdg wit=\"#A\">42</rdg><rdg wit=\"#B\" type=\"number\" n=\"d1\">43</rdg></app> people."
      ))
    let three = try written { try ComparisonTEI.write(apparatus(texts), to: $0) }
    #expect(
      three.contains(
        "<rdg wit=\"#B #C\" type=\"number\" n=\"d1 d2\">43</rdg></app> people.</ab>"))
    let scan = try example()[0]
    let misread = try Example.harbourBridge.text(of: "copy-scan.txt")
    let caused = try written { try ComparisonTEI.write(apparatus([scan, misread]), to: $0) }
    #expect(caused.contains("cause=\"ocr\""))
  }

  @Test func `every difference is named in TEI`() throws {
    let apparatus = try apparatus(example())
    let tei = try written { try ComparisonTEI.write(apparatus, to: $0) }
    let names = Set(tei.matches(of: /\bn="([^"]*)"/).flatMap { $0.1.split(separator: " ") })
    // Of several in one row the weightiest is named: none of a severity above none may be lost to
    // a slighter one.
    for difference in apparatus.differences where difference.severity == .meaning {
      let isNamed = names.contains { $0 == difference.id }
      let isShared = apparatus.differences.contains {
        names.contains(Substring($0.id)) && $0.severity == .meaning
          && $0.locus.base.range.start <= difference.locus.base.range.end
          && difference.locus.base.range.start <= $0.locus.base.range.end
      }
      #expect(isNamed || isShared, "\(difference.id)")
    }
  }

  // MARK: CSV

  @Test func `csv has one difference a row, as it stands`() throws {
    let texts = ["He said \"no, 42\",\nthey left.", "He said \"no, 43\",\r\nthey went.", "He, no."]
    let apparatus = apparatus(texts)
    let csv = try written {
      try ComparisonCSV.write(apparatus, showing: DifferenceFilter(), to: $0)
    }
    let rows = CSVTableReader(csv).rows
    #expect(rows.first?.first == "id" && rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows.dropFirst().map { $0[0] } == apparatus.differences.map(\.id))
    let scalars = texts.map { Array($0.unicodeScalars) }
    for row in rows.dropFirst() {
      let witness = try #require(["B": 1, "C": 2][row[1]])
      let numbers = try [2, 3, 5, 6].map { try #require(Int(row[$0])) }
      #expect(Array(row[4].unicodeScalars) == Array(scalars[0][numbers[0]..<numbers[1]]))
      #expect(Array(row[7].unicodeScalars) == Array(scalars[witness][numbers[2]..<numbers[3]]))
    }
    let few = try written {
      try ComparisonCSV.write(
        apparatus, showing: DifferenceFilter(atLeast: .meaning, hiddenKinds: [.number]), to: $0)
    }
    let kept = apparatus.differences.filter { $0.severity == .meaning && $0.kind != .number }
    #expect(CSVTableReader(few).rows.dropFirst().map { $0[0] } == kept.map(\.id))
    #expect(kept.count < apparatus.differences.count)
  }

  // MARK: The page of more than two

  private func page(_ texts: [String], base: Int = 0, _ filter: DifferenceFilter) throws
    -> PageReader
  {
    let text = try written {
      try ApparatusPage.write(apparatus(texts, base: base), showing: filter, to: $0)
    }
    return try PageReader(text)
  }

  @Test func `the page has every place once, and every link an end`() throws {
    for base in [0, 2] {
      let page = try page(example(), base: base, DifferenceFilter(atLeast: .style))
      #expect(Set(page.ids).count == page.ids.count)
      let ids = Set(page.ids)
      let links = page.all("a").compactMap { $0.attributes["href"] }
      #expect(links.count > 50)
      for link in links { #expect(ids.contains(String(link.dropFirst())), "\(link)") }
      let radios = page.all("input").filter { $0.attributes["type"] == "radio" }
      #expect(radios.count == 4)
      #expect(radios.firstIndex { $0.attributes["checked"] != nil } == base)
    }
  }

  @Test func `the reading of each text can be shown, whichever is chosen`() throws {
    let texts = try example()
    let whole = try written {
      try ApparatusPage.write(
        apparatus(texts), showing: DifferenceFilter(atLeast: .style), to: $0)
    }
    let start = try #require(whole.firstRange(of: "<div class=\"flow\""))
    let end = try #require(whole[start.upperBound...].firstRange(of: "</div>"))
    let flow = whole[start.upperBound..<end.lowerBound].drop { $0 != ">" }.dropFirst()
    for (index, text) in texts.enumerated() {
      // What style leaves when a text is chosen: readings that are not its own are gone.
      var shown = ""
      var isOwn = true
      for part in flow.split(separator: "<", omittingEmptySubsequences: false) {
        let pieces = part.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces.count == 2 else {
          shown += part
          continue
        }
        if pieces[0].hasPrefix("span class=\"r ") {
          isOwn = pieces[0].split { " \"".contains($0) }.contains("w\(index)")
        } else if pieces[0] == "/span" {
          isOwn = true
        }
        if isOwn { shown += pieces[1] }
      }
      let decoded = shown.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      #expect(decoded == text, "text \(index)")
    }
  }

  @Test func `who said what stands once, with those that tell it otherwise`() throws {
    let texts = [
      "Mara Quill said the pier was sound. Tom Vane said it leaked.",
      "Mara Quill said the pier was rotten. Tom Vane said it leaked.",
      "Mara Quill said the pier was rotten. Tom Vane said it leaked.",
      "Ada Holm said the pier was sound. Tom Vane said it leaked.",
    ]
    let page = try page(texts, DifferenceFilter(atLeast: .style))
    let section = try #require(page.with("statements"))
    let items = page.all("li").filter {
      section.text.contains($0.text) && $0.text.contains("Quill")
    }
    let item = try #require(items.last)
    #expect(item.text.contains("the pier was sound") && item.text.contains("the pier was rotten"))
    #expect(item.text.contains("B C") && item.text.contains("speaker changed"))
    #expect(!section.text.contains("Vane") && !section.text.contains("preserved"))
    let same = try self.page([texts[0], texts[0] + " ", texts[0]], DifferenceFilter())
    #expect(same.with("statements") == nil)
  }

  @Test func `every kind of difference has a box, and every mark a rule that its boxes hide it`()
    throws
  {
    let texts = try example()
    let page = try page(texts, DifferenceFilter(atLeast: .style))
    let kinds = Set(apparatus(texts).differences.map(\.kind))
    let boxes = Set(page.ids.filter { $0.hasPrefix("f-k") })
    #expect(boxes.count == kinds.count && boxes.count > 10)
    // A rule names the boxes that must all be empty before what bears its class is hidden.
    let style = try #require(page.all("style").first).text
    var conditions: [String: Set<String>] = [:]
    let rule = /#filters((?::has\(#f-k[0-9]+:not\(:checked\)\))+) ~ #texts \.r\.(x[0-9]+)\{/
    for rule in style.matches(of: rule) {
      conditions[String(rule.2)] = Set(rule.1.matches(of: /f-k[0-9]+/).map { String($0.0) })
    }
    #expect(conditions.values.contains { $0.count > 1 })
    #expect(conditions.values.allSatisfy { $0.isSubset(of: boxes) })
    let bearers = (page.all("span") + page.all("li")).map {
      Set($0.attributes["class", default: ""].split(separator: " ").map(String.init))
    }
    let marks = bearers.filter { !$0.isDisjoint(with: ["m", "s", "n"]) }
    #expect(marks.count > 100)
    for mark in marks {
      let sets = mark.filter { $0.wholeMatch(of: /x[0-9]+/) != nil }
      #expect(sets.count == 1 && conditions[sets.first ?? ""] != nil, "\(mark)")
    }
  }

  @Test func `the script is told of every place, once`() throws {
    let page = try page(example(), DifferenceFilter(atLeast: .style))
    let data = try #require(page.with("reasons")).text
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    let all = try #require(json["all"] as? [Int])
    let sets = try #require(json["kinds"] as? [[Any]])
    let reasons = try #require(json["reasons"] as? [String])
    let sigla = try #require(json["sigla"] as? [[String]])
    let told = try #require(json["told"] as? [[Int]])
    #expect(Set(reasons).count == reasons.count)
    let places = page.ids.filter { $0.wholeMatch(of: /r[0-9]+/) != nil }
    #expect(places == (1...all.count / 5).map { "r\($0)" } && places.count > 100)
    for place in stride(from: 0, to: all.count, by: 5) {
      #expect(sets.indices.contains(all[place]) && !told[all[place + 3]].isEmpty)
    }
    for pair in told.joined().enumerated() {
      let isReason = !pair.offset.isMultiple(of: 2)
      #expect((isReason ? reasons.indices : sigla.indices).contains(pair.element))
    }
    let policy = try #require(page.all("meta").first { $0.attributes["http-equiv"] != nil })
    #expect(policy.attributes["content", default: ""].contains("; script-src 'sha256-"))
    #expect(page.all("script").count == 2)
  }

  @Test func `a kind left out is listed for whoever ticks its box, and not counted`() throws {
    let texts = ["It held 42 people.", "It held 43 people.", "It held 42 people, she said."]
    let all = try page(texts, DifferenceFilter(atLeast: .style))
    let some = try page(texts, DifferenceFilter(atLeast: .style, hiddenKinds: [.number]))
    #expect(all.all("li").map(\.text) == some.all("li").map(\.text))
    #expect(some.all("li").contains { $0.text.contains("Another number") })
    let ticked = { (page: PageReader) in
      page.all("input").filter { $0.attributes["checked"] != nil }.compactMap {
        $0.attributes["id"]
      }
    }
    let gone = Set(ticked(all)).subtracting(ticked(some))
    #expect(gone.count == 1 && gone.allSatisfy { $0.hasPrefix("f-k") })
    #expect(some.all("p").contains { $0.text.contains("1 difference of kinds left out") })
  }
}

/// Reads the texts back from the TEI that is written here, and from no other.
///
/// It looks at scalars: a mark that joins what stands before it would hide a `>` from a search for
/// characters.
private struct TEIReader {
  private typealias Scalars = ArraySlice<Unicode.Scalar>

  private enum Piece {
    case shared(String)
    case readings([(sigla: [Substring], text: String)])
  }

  private var pieces: [Piece] = []

  private static func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

  private static func string(_ scalars: Scalars) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  init?(_ tei: String) {
    let all = Self.scalars(tei)
    let (open, close) = (Self.scalars("<app>"), Self.scalars("</app>"))
    guard let start = all.firstRange(of: Self.scalars("<ab xml:space=\"preserve\">")),
      let end = all.firstRange(of: Self.scalars("</ab>"))
    else { return nil }
    var rest = all[start.upperBound..<end.lowerBound]
    while let app = rest.firstRange(of: open) {
      pieces.append(.shared(Self.decoded(rest[..<app.lowerBound])))
      guard let last = rest.firstRange(of: close) else { return nil }
      var readings: [(sigla: [Substring], text: String)] = []
      let inside = rest[app.upperBound..<last.lowerBound]
      for part in inside.split(separator: Self.scalars("<rdg wit=\"")) {
        guard let quote = part.firstIndex(of: "\""), let head = part.firstIndex(of: ">") else {
          return nil
        }
        let isEmpty = part[part.index(before: head)] == "/"
        let text: Scalars = isEmpty ? [] : part[part.index(after: head)...].dropLast("</rdg>".count)
        let sigla = Self.string(part[..<quote]).split(separator: " ")
        readings.append((sigla, Self.decoded(text)))
      }
      pieces.append(.readings(readings))
      rest = rest[last.upperBound...]
    }
    pieces.append(.shared(Self.decoded(rest)))
  }

  func text(of siglum: String) -> String {
    pieces.map { piece in
      switch piece {
      case .shared(let text): text
      case .readings(let readings):
        readings.filter { $0.sigla.contains(Substring(siglum)) }.map(\.text).joined()
      }
    }.joined()
  }

  private static let entities = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&#xD;": "\r"].map {
    (written: scalars($0.key), meant: scalars($0.value))
  }
  private static let sign = scalars("<g type=\"U+")

  private static func decoded(_ text: Scalars) -> String {
    var read: Scalars = []
    var rest = text
    while let scalar = rest.first {
      if rest.starts(with: sign), let end = rest.firstIndex(of: ">") {
        let digits = string(rest[..<end].dropFirst(sign.count)).prefix { $0 != "\"" }
        if let value = UInt32(digits, radix: 16), let meant = Unicode.Scalar(value) {
          read.append(meant)
        }
        rest = rest[(end + 1)...]
      } else if let entity = entities.first(where: { rest.starts(with: $0.written) }) {
        read += entity.meant
        rest = rest.dropFirst(entity.written.count)
      } else {
        read.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return string(read)
  }
}

/// Reads a table by the letter of RFC 4180.
private struct CSVTableReader {
  private(set) var rows: [[String]] = []

  init(_ csv: String) {
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(csv.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"":
        field.append(scalar)
        scalars.removeFirst()
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        row.append(String(field))
        field = .init()
      case ("\r", false) where scalars.first == "\n":
        scalars.removeFirst()
        rows.append(row + [String(field)])
        (row, field) = ([], .init())
      default: field.append(scalar)
      }
    }
  }
}
