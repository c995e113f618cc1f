import Collating
import Judging
import Statements

extension ApparatusPage {
  /// Who said what in the base, where a text tells it otherwise: the words of the base, and those of
  /// the others with what became of it, each once by the sigla of those that have it.
  struct Sayings {
    private let apparatus: Apparatus
    private let register: Register
    private let told: [ComparisonPage.Statements]

    init(of apparatus: Apparatus) {
      self.apparatus = apparatus
      let base = apparatus.witnesses[apparatus.base]
      let register = Register(of: base, includesNarration: true)
      self.register = register
      told = apparatus.comparisons.map { ComparisonPage.Statements(of: $0, register) }
    }

    /// Writes the section; nothing where all tell the same.
    ///
    /// - Complexity: O(statements · witnesses).
    func write(to output: OutputFile) throws {
      // A text that shares little tells another story.
      let near = told.indices.filter {
        apparatus.comparisons[$0].agreement >= ComparisonPage.Answer.leastShared
      }
      let changed = register.statements.indices.filter { place in
        near.contains { isTold(place, otherwiseBy: $0) }
      }
      guard !changed.isEmpty else { return }
      let base = apparatus.witnesses[apparatus.base].siglum
      let said = register.statements.count { $0.rule != .narrated }
      var markup = ComparisonPage.Markup()
      markup.html(
        "<section id=\"statements\"><h2>Who said what</h2>\n<p class=\"about\">"
          + "\(ComparisonPage.Figures.text(said)) \(said == 1 ? "statement" : "statements") of "
          + "somebody else in \(base). What a text tells otherwise, the report’s own words included:"
          + "</p>\n<ol>\n")
      for place in changed.prefix(ApparatusPage.mostListed) {
        add(place, near, to: &markup)
        try markup.flush(to: output)
      }
      markup.html("</ol></section>\n")
      try markup.flush(to: output, atLeast: 0)
    }

    /// Sentences of the report itself that are merely left out are listed with what changed.
    private func isTold(_ place: Int, otherwiseBy index: Int) -> Bool {
      let fate = told[index].fates[place]
      return !fate.isPreserved
        && (register.statements[place].rule != .narrated || fate.content != .lost)
    }

    private func add(_ place: Int, _ near: [Int], to markup: inout ComparisonPage.Markup) {
      let statement = register.statements[place]
      markup.html("<li><h4>")
      ComparisonPage.Statements.addHead(statement, of: register, to: &markup)
      markup.html("</h4>\n<dl class=\"readings\">")
      // What is told alike by several is written once.
      var tellings: [(markup: ComparisonPage.Markup, sigla: [String])] = []
      for index in near where isTold(place, otherwiseBy: index) {
        var telling = ComparisonPage.Markup()
        // What stands in the place of lost words is told of elsewhere.
        if told[index].fates[place].content == .lost {
          telling.html("<span class=\"fate is\">lost</span>")
        } else {
          told[index].addWords(of: statement, isCopy: true, to: &telling)
          telling.html(" ")
          told[index].addFates(of: place, isShort: true, to: &telling)
        }
        let siglum = apparatus.comparisons[index].collation.witness.siglum
        if let same = tellings.firstIndex(where: { $0.markup.bytes == telling.bytes }) {
          tellings[same].sigla.append(siglum)
        } else {
          tellings.append((telling, [siglum]))
        }
      }
      var original = ComparisonPage.Markup()
      if let any = told.first {
        any.addWords(of: statement, isCopy: false, isPlain: true, to: &original)
      }
      let base = apparatus.witnesses[apparatus.base].siglum
      for (telling, sigla) in [(original, [base])] + tellings {
        let names = sigla.map { "<b class=\"sg\">\($0)</b>" }.joined(separator: " ")
        markup.html("<dt>\(names)</dt><dd lang=\"\" dir=\"auto\">")
        markup.html(String(decoding: telling.bytes, as: UTF8.self))
        markup.html("</dd>")
      }
      markup.html("</dl>\n")
      ComparisonPage.Statements.addChain(statement, to: &markup)
      markup.html("</li>\n")
    }
  }
}
