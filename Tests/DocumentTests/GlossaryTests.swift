import Judging
import Running
import Support
import Testing

/// `GLOSSARY.md` names what there is.
@Suite struct GlossaryTests {
  let glossary: Document

  init() throws { glossary = try Document("GLOSSARY.md") }

  @Test func `each Swift type it names is declared`() throws {
    let sources = try Checkout.files(in: "Sources", ending: ".swift").map(Checkout.text(of:))
    let rows = glossary.table(under: "Terms")
    #expect(rows.count > 20)
    for row in rows {
      #expect(row.count == 4 && !row[1].isEmpty, "\(row)")
      let path = row[2].split(separator: "`").first.map { $0.split(separator: ".") } ?? []
      #expect(!path.isEmpty, "\(row)")
      let declarations = path.map { name in
        let word = "(struct|class|enum|protocol|case|var|let|func)"
        return try? Regex("\\b\(word) \(name)\\b")
      }
      let isDeclared = sources.contains { source in
        declarations.allSatisfy { $0.map { source.contains($0) } ?? false }
      }
      #expect(isDeclared, "\(row[0]): `\(path.joined(separator: "."))` stands nowhere in Sources")
    }
  }

  @Test(
    arguments: [
      ("Kinds of difference", DifferenceKind.allCases.map(\.rawValue)),
      ("Effects, and the severity each implies", Effect.allCases.map(\.rawValue)),
      ("Causes", Cause.Name.allCases.map(\.rawValue)),
      ("Faults", Fault.Certainty.allCases.map(\.rawValue)),
      ("Grounds of descent", Evidence.Ground.allCases.map(\.rawValue)),
      ("What is left open", Stemma.Undecided.Reason.allCases.map(\.rawValue)),
      ("Grounds of restoration", Restoration.Ground.allCases.map(\.rawValue)),
    ])
  func `its lists are those of the code`(heading: String, values: [String]) {
    let rows = glossary.table(under: heading)
    let listed = rows.map { $0[0].filter { $0 != "`" } }
    let change = values.difference(from: listed)
    #expect(listed == values, "\(heading): lacks \(change.insertions), has \(change.removals)")
    for row in rows { #expect(!(row.last ?? "").isEmpty, "\(row)") }
  }

  @Test func `each effect has the severity the code gives it`() {
    for row in glossary.table(under: "Effects, and the severity each implies") {
      let effect = Effect(rawValue: row[0].filter { $0 != "`" })
      #expect(effect?.severity.rawValue == row[1], "\(row)")
    }
  }
}
