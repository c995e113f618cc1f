import Judging
import Testing

/// Expects two texts to differ once, as the row says, and from the other side as its mirror says.
func expect(_ row: JudgingCase, _ sourceLocation: SourceLocation = #_sourceLocation) {
  let comparison = Comparison(row.base, row.reading)
  let told = comparison.told.joined(separator: "\n")
  guard comparison.differences.count == 1, let difference = comparison.differences.first else {
    Issue.record("not one difference but:\n\(told)", sourceLocation: sourceLocation)
    return
  }
  #expect(difference.kind == row.kind, "\(told)", sourceLocation: sourceLocation)
  #expect(difference.severity == row.severity, "\(told)", sourceLocation: sourceLocation)
  #expect(difference.operation == row.operation, "\(told)", sourceLocation: sourceLocation)
  #expect(difference.isInQuotation == row.isInQuotation, "\(told)", sourceLocation: sourceLocation)
  let back = Comparison(row.reading, row.base)
  let toldBack = "back: " + back.told.joined(separator: "\n")
  #expect(back.differences.map(\.kind) == [row.back], "\(toldBack)", sourceLocation: sourceLocation)
  #expect(
    back.differences.map(\.severity) == [row.severity], "\(toldBack)",
    sourceLocation: sourceLocation)
  #expect(
    back.differences.map(\.operation) == [row.operationBack], "\(toldBack)",
    sourceLocation: sourceLocation)
}
