import Truecopy

/// The terminal view of who said what in one text.
struct RegisterText {
  let register: Register
  /// What became of the statements in a copy, and the path of that.
  let copy: (path: String, testimony: Testimony)?
  let palette: Palette
  let width: Int

  var text: String {
    let all = register.statements.count { $0.continues == nil }
    var lines = [
      palette.bold(
        "\(register.witness.article.id): \(all.grouped) statement\(all == 1 ? "" : "s")")
    ]
    if let copy { lines.append("as they stand in \(copy.path):") }
    for (place, statement) in register.statements.enumerated() {
      lines.append(head(statement) + (copy.map { fate($0.testimony.fates[place]) } ?? ""))
      let content = statement.content.map { register.text(of: $0) }.joined(separator: " […] ")
      if !content.isEmpty { lines += indented(Excerpt.visible(content)) }
      if statement.relay.count > 2 {
        lines += indented(Excerpt.visible("through " + through(statement)))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func through(_ statement: Statement) -> String {
    statement.relay.map(\.name).joined(separator: " > ")
  }

  private func head(_ statement: Statement) -> String {
    var parts = [Excerpt.visible(statement.speakerName ?? "nobody named")]
    if statement.rule == .narrated { parts = [statement.relay.last?.name ?? ""] }
    if let cue = statement.cue { parts.append("(\(Excerpt.visible(register.text(of: cue))))") }
    if let addressee = statement.addressee {
      parts.append("to \(Excerpt.visible(register.text(of: addressee)))")
    }
    if let occasion = statement.occasion {
      let date = statement.date.map { " = \($0.value)" } ?? ""
      parts.append("[\(Excerpt.visible(register.text(of: occasion)))\(date)]")
    }
    var notes = [statement.manner.rawValue]
    if statement.polarity != .assert { notes.append(statement.polarity.rawValue) }
    if statement.certainty == .inferred { notes.append("speaker inferred") }
    if let place = statement.nestedIn { notes.append("inside \(register.statements[place].id)") }
    return "\(statement.id)  \(parts.joined(separator: " ")): \(notes.joined(separator: ", "))"
  }

  private func fate(_ fate: Testimony.Fate) -> String {
    " -> " + (fate.isPreserved ? fate.told : palette.lost(fate.told))
  }

  private func indented(_ text: String) -> [String] {
    Excerpt.wrapped(text, width: max(40, min(width, 120)) - 6).map { "      " + $0 }
  }

  /// The rule and the words that found a statement; nil where there is none of that name.
  func explanation(of id: String) -> String? {
    guard let statement = register.statements.first(where: { $0.id == id }) else { return nil }
    let said = { (run: Range<Int>?) in
      run.map { "`\(Excerpt.visible(register.text(of: $0)))`" } ?? "none"
    }
    return """
      \(head(statement))
        rule: \(statement.rule.rawValue)
        speaker: \(said(statement.speaker)), \(statement.certainty.rawValue)
        words of speech: \(said(statement.cue))
        content: \(statement.content.map { said($0) }.joined(separator: " and "))
        addressee: \(said(statement.addressee)); occasion: \(said(statement.occasion))
        relay: \(through(statement))
        date: \(statement.date.map { "\($0.value), a \($0.granularity.rawValue), by \($0.rule.rawValue)" } ?? "none")

      """
  }
}
