import Glibc
import Truecopy

/// What a long run is doing, on stderr: a line that changes on a terminal, a plain line every few
/// seconds elsewhere.
final class ProgressLine {
  private let isTerminal = Terminal.isTerminal(STDERR_FILENO)
  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var isShown = false
  private var calls = 0

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ step: FindRun.Progress) {
    guard !isQuiet else { return }
    // Asking the clock for each text would cost more than reading it.
    calls += 1
    if case .reading = step, calls % 256 != 1 { return }
    if case .writing = step, calls % 256 != 1 { return }
    let now = ContinuousClock.now
    let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
    guard now - (last ?? start) > pause else { return }
    last = now
    let text = Self.text(step, seconds: Double((now - start).components.seconds))
    Terminal.writeError(isTerminal ? "\r\u{1B}[K\(text)" : text + "\n")
    isShown = isTerminal
  }

  func clear() {
    if isShown { Terminal.writeError("\r\u{1B}[K") }
    isShown = false
  }

  private static func text(_ step: FindRun.Progress, seconds: Double) -> String {
    switch step {
    case .reading(let texts, let bytes, let all):
      let megabytes = bytes / 1_000_000
      let rate = seconds >= 1 ? ", \(Int(Double(megabytes) / seconds)) MB/s" : ""
      guard let all, all > 0, bytes > 0, seconds >= 1 else {
        return "reading: \(texts.grouped) texts, \(megabytes) MB\(rate)"
      }
      let left = Int(seconds * Double(all - bytes) / Double(bytes))
      return "reading: \(texts.grouped) texts, \(bytes * 100 / all) %\(rate), \(left) s left"
    case .finding(let stage, let done, let total):
      return "finding: \(stage.rawValue), \(done.grouped) of \(total.grouped)"
    case .writing: return "writing"
    }
  }
}
