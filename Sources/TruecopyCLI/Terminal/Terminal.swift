import Glibc

/// What the program can know of the screen it talks to.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the screen, or of `COLUMNS`, or 80.
  static var width: Int {
    if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 20 {
      return columns
    }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 {
      return Int(size.ws_col)
    }
    return 80
  }

  /// Talk goes to stderr; if nobody listens, it is lost.
  static func writeError(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Colours for the terminal, or none.
///
/// Every mark is also a sign, so that nothing is told by colour
/// alone.
struct Palette {
  let isOn: Bool

  init(_ choice: ColorChoice) {
    isOn =
      switch choice {
      case .always: true
      case .never: false
      case .auto: Terminal.isTerminal(STDOUT_FILENO) && getenv("NO_COLOR") == nil
      }
  }

  func bold(_ text: String) -> String { paint(text, "1") }
  func faint(_ text: String) -> String { paint(text, "2") }
  func lost(_ text: String) -> String { paint(text, "1;31") }
  func found(_ text: String) -> String { paint(text, "1;32") }
  func warning(_ text: String) -> String { paint(text, "1;33") }

  private func paint(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension Int {
  /// Thousands set apart, for people.
  var grouped: String {
    let digits = String(self)
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }

  /// So many of something, for people.
  func counted(_ noun: String, plural: String? = nil) -> String {
    "\(grouped) \(self == 1 ? noun : plural ?? noun + "s")"
  }
}
