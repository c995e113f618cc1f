import Collating
import Prose
public import Statements

/// Writes who said what in one text as brat standoff annotation (`.ann`), to be looked at and
/// corrected beside the text.
///
/// Words of speech are events of the type `Cue` with the arguments `Source`, `Content`, `Addressee`
/// and `Occasion`; what was said without such words is joined to its speaker by the relation `SaidBy`.
/// Stenetorp et al. (2012), “brat: a Web-based Tool for NLP-Assisted Text Annotation”.
public enum RegisterBrat {
  /// Writes the annotations; positions are Unicode scalars.
  ///
  /// - Complexity: O(bytes of the text + statements).
  public static func write(_ register: Register, to output: OutputFile) throws {
    var writer = Writer(register)
    for statement in register.statements {
      writer.add(statement)
      try output.write(writer.take())
    }
  }

  private struct Writer {
    let register: Register
    let offsets: ScalarOffsets
    private var lines = ""
    private var spans: [String: String] = [:]
    private var (spanCount, eventCount, relationCount, attributeCount) = (0, 0, 0, 0)

    init(_ register: Register) {
      self.register = register
      offsets = ScalarOffsets(of: register.witness.article.text)
    }

    mutating func take() -> String {
      defer { lines = "" }
      return lines
    }

    mutating func add(_ statement: Statement) {
      let content = span("Content", statement.content)
      let source = span("Source", statement.speaker.map { [$0] } ?? [])
      guard let cue = span("Cue", statement.cue.map { [$0] } ?? []) else {
        guard let content, let source else { return }
        relationCount += 1
        lines += "R\(relationCount)\tSaidBy Arg1:\(content) Arg2:\(source)\n"
        return note(on: content, statement)
      }
      let arguments: [(String, String?)] = [
        ("Source", source), ("Content", content),
        ("Addressee", span("Addressee", statement.addressee.map { [$0] } ?? [])),
        ("Occasion", span("Occasion", statement.occasion.map { [$0] } ?? [])),
      ]
      eventCount += 1
      let event = "E\(eventCount)"
      lines += "\(event)\tCue:\(cue)"
      for (role, span) in arguments { if let span { lines += " \(role):\(span)" } }
      lines += "\n"
      for (name, value) in [
        ("Polarity", statement.polarity.rawValue), ("Manner", statement.manner.rawValue),
        ("Modality", statement.modality.rawValue), ("Certainty", statement.certainty.rawValue),
      ] {
        attributeCount += 1
        lines += "A\(attributeCount)\t\(name) \(event) \(value)\n"
      }
      note(on: event, statement)
    }

    private mutating func note(on target: String, _ statement: Statement) {
      let chain = statement.relay.map(\.name).joined(separator: " > ")
      lines += "#\(spanCount)\tAnnotatorNotes \(target)\t\(statement.id): \(Self.oneLine(chain))\n"
    }

    /// The annotation of words, made once for each place; nil where there are none.
    private mutating func span(_ type: String, _ runs: [Range<Int>]) -> String? {
      let places = runs.flatMap { pieces(of: register.witness.words.span($0)) }
      guard !places.isEmpty else { return nil }
      let head =
        type + " "
        + places.map { "\($0.range.lowerBound) \($0.range.upperBound)" }
        .joined(separator: ";")
      if let known = spans[head] { return known }
      spanCount += 1
      lines += "T\(spanCount)\t\(head)\t\(places.map(\.text).joined(separator: " "))\n"
      spans[head] = "T\(spanCount)"
      return "T\(spanCount)"
    }

    /// A place cut at line breaks, which no annotation of brat may hold.
    private func pieces(of range: TextRange) -> [(range: Range<Int>, text: String)] {
      var at = offsets.scalars(of: range).lowerBound
      var pieces: [(Range<Int>, String)] = []
      for line in register.witness.article.text[range].unicodeScalars.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" })
      {
        if !line.isEmpty { pieces.append((at..<at + line.count, Self.oneLine(String(line)))) }
        at += line.count + 1
      }
      return pieces
    }

    /// A tabulator would end the field.
    private static func oneLine(_ text: String) -> String { text.replacing("\t", with: " ") }
  }
}
