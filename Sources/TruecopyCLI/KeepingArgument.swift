import ArgumentParser
import Truecopy

/// `--keep`, by the names of `Keeping`.
enum KeepingArgument: String, CaseIterable, ExpressibleByArgument {
  case best, first, longest, earliest

  var keeping: Keeping { Keeping(rawValue: rawValue) ?? .best }
}

extension ArgumentHelp {
  static let keeping = ArgumentHelp(
    """
    Which copy of a report to keep: the best (least damaged, then fullest, then earliest), the first \
    read (the only rule by which the order of the input counts), the longest, or the earliest by the \
    date of its record. A passage of a report never stands for the whole.
    """)
}
