import Foundation
public import Testing

/// Expects a text to be what is kept under `Fixtures/golden/`, and says how to record it anew where it is not.
///
/// `TRUECOPY_RECORD` decides what is written: `never`, `missing` (what is not there yet) or `all`. Unset it is
/// `never` where `CI` is set and `missing` elsewhere. A test that recorded anything fails once, so that nobody
/// takes a text that was never looked at for one that was checked.
public func expectGolden(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let golden = Golden(path: Fixture.path(of: "golden/" + name), mode: .current)
  if let complaint = golden.complaint(about: text) {
    Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation)
  }
}

/// One kept text, and what may be written to it.
public struct Golden {
  /// What a run may record.
  public enum Mode: String, Sendable {
    /// Nothing.
    case never
    /// What is not kept yet.
    case missing
    /// Whatever differs.
    case all

    /// The mode asked for by the environment.
    public static var current: Mode { asked(by: ProcessInfo.processInfo.environment) }

    /// The mode an environment asks for.
    public static func asked(by environment: [String: String]) -> Mode {
      if let mode = environment["TRUECOPY_RECORD"].flatMap(Mode.init(rawValue:)) { return mode }
      return environment["CI"] == nil ? .missing : .never
    }
  }

  /// Where the text is kept.
  public let path: String
  /// What may be written.
  public let mode: Mode

  /// Names a kept text.
  public init(path: String, mode: Mode) {
    self.path = path
    self.mode = mode
  }

  /// Compares a text with the kept one, records it if it may, and gives what there is to say, nil if they are equal.
  public func complaint(about text: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let kept = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    // Compared as bytes: `==` of String takes two encodings of an accent for one.
    if let kept, Array(kept.utf8) == Array(text.utf8) { return nil }
    guard mode == .all || (mode == .missing && kept == nil) else {
      let what = kept.map { LineDiff($0, text).description } ?? "there is no such file"
      return """
        not as kept in \(path)
        \(what)
        if the new text is right, record it:
        TRUECOPY_RECORD=\(kept == nil ? "missing" : "all") swift test --filter <this test>
        """
    }
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return "recorded \(path); look at it, then run the test again"
    } catch {
      return "could not record \(path): \(error)"
    }
  }
}

/// The lines two texts do not share, with a little around them.
public struct LineDiff: CustomStringConvertible {
  /// The lines, `-` before what is kept only and `+` before what is new.
  public let description: String

  /// Compares two texts line by line.
  public init(_ kept: String, _ new: String) {
    let lines = { (text: String) in
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let (old, new) = (lines(kept), lines(new))
    let change = new.difference(from: old)
    var removed: [Int: String] = [:]
    var inserted: [Int: String] = [:]
    for step in change {
      switch step {
      case .remove(let offset, let line, _): removed[offset] = line
      case .insert(let offset, let line, _): inserted[offset] = line
      }
    }
    var told: [String] = []
    var (at, atNew) = (0, 0)
    while at < old.count || atNew < new.count {
      if let line = removed[at] {
        told.append("\(at + 1) - \(line)")
        at += 1
      } else if let line = inserted[atNew] {
        told.append("\(atNew + 1) + \(line)")
        atNew += 1
      } else {
        at += 1
        atNew += 1
      }
    }
    let most = 40
    if told.count > most { told = told.prefix(most) + ["… \(told.count - most) more lines differ"] }
    description = told.joined(separator: "\n")
  }
}
