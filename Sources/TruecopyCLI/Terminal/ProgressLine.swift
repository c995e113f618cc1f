import Glibc
import Truecopy

/// What a long run is doing, how fast, and how long it will take: a line on the terminal that
/// changes; elsewhere a plain line every few seconds, if asked for.
final class ProgressLine {
  private let isTerminal = Terminal.isTerminal(STDERR_FILENO)
  private let isQuiet: Bool
  private var last = ContinuousClock.now
  private var isShown = false
  private var calls = 0
  /// The stage shown, when it began, and what was done of it by then.
  private var stage = ""
  private var begin = ContinuousClock.now
  private var done = 0

  /// - Parameter isVerbose: Whether to say it where there is no terminal, too.
  init(isQuiet: Bool, isVerbose: Bool) { self.isQuiet = isQuiet || !isTerminal && !isVerbose }

  func show(_ step: FindRun.Progress) {
    guard !isQuiet else { return }
    if case .note = step { return }
    let parts = Parts(step)
    if parts.stage != stage {
      (stage, begin, done) = (parts.stage, ContinuousClock.now, parts.done)
    } else if case .writing = step {
      // Asking the clock for each line would cost more than writing it.
      calls += 1
      if calls % 256 != 0 { return }
    }
    let now = ContinuousClock.now
    guard now - last > (isTerminal ? .milliseconds(100) : .seconds(5)) else { return }
    last = now
    let text = parts.text(seconds: (now - begin) / .seconds(1), before: done)
    Terminal.writeError(isTerminal ? "\r\u{1B}[K\(text)" : text + "\n")
    isShown = isTerminal
  }

  func clear() {
    if isShown { Terminal.writeError("\r\u{1B}[K") }
    isShown = false
  }

  /// A step in numbers.
  struct Parts {
    enum Unit: String {
      case bytes, pairs, reports, texts, lines, steps
    }

    var stage: String
    var done: Int
    var total: Int?
    /// What is counted; bytes are told as megabytes.
    var unit: Unit
    /// What else is said.
    var extra = ""

    init(_ step: FindRun.Progress) {
      switch step {
      case .reading(let texts, let bytes, let all):
        (stage, done, total, unit) = ("reading", bytes, all, .bytes)
        extra = "\(texts.grouped) texts, "
      case .finding(let stage, let done, let total):
        (self.stage, self.done, self.total) = ("finding: \(stage.rawValue)", done, total)
        unit = stage == .links ? .pairs : .steps
      case .note: (stage, done, total, unit) = ("", 0, nil, .steps)
      case .comparing(let done, let total):
        (stage, self.done, self.total, unit) = ("comparing", done, total, .reports)
      case .indexing(let done, let total):
        (stage, self.done, self.total, unit) = ("indexing the words", done, total, .texts)
      case .listening(let done, let total):
        (stage, self.done, self.total, unit) = ("who said what", done, total, .texts)
      case .writing(let done, let total):
        (stage, self.done, self.total, unit) = ("writing", done, total, .lines)
      }
    }

    /// The step in words, after so many seconds in its stage.
    ///
    /// - Parameter before: What was done when the stage was first heard of.
    func text(seconds: Double, before: Int) -> String {
      var text = "\(stage): \(extra)\(counted(done))"
      if let total, total > 0 { text += " of \(counted(total)), \(done * 100 / total) %" }
      let rate = Double(done - before) / seconds
      guard seconds >= 1, rate >= 1 else { return text }
      text += ", \(counted(Int(rate)))/s"
      if let total, total > done { text += ", \(Int(Double(total - done) / rate) + 1) s left" }
      return text
    }

    private func counted(_ number: Int) -> String {
      switch unit {
      case .bytes: "\((number / 1_000_000).grouped) MB"
      case .steps: number.grouped
      case .pairs, .reports, .texts, .lines: "\(number.grouped) \(unit.rawValue)"
      }
    }
  }
}
