import Judging

extension Severity {
  /// What it means for a reader, of one difference.
  var label: String {
    switch self {
    case .none: "changes neither meaning nor style"
    case .style: "changes the style"
    case .meaning: "changes the meaning"
    }
  }

  /// The same, of several.
  var labelOfMany: String {
    switch self {
    case .none: "change neither"
    case .style: "change the style"
    case .meaning: "change the meaning"
    }
  }

  /// What falls under it.
  var explanation: String {
    switch self {
    case .none: "the same words; spaces, line breaks, marks or capitals differ"
    case .style: "other words or spellings; a reader learns the same"
    case .meaning: "a fact, name, speaker or quotation is altered, lost or unreadable"
    }
  }
}
