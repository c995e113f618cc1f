import Foundation
public import Testing

/// Expects a text to be what is kept in `Fixtures/golden/command/`, and says how to record it anew.
///
/// `TRUECOPY_RECORD=all` writes whatever differs. A test that recorded fails once, so that nobody
/// takes a text that was never looked at for one that was checked.
public func expectTranscript(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = "Fixtures/golden/command/" + name
  let url = URL(fileURLWithPath: Repository.path + "/" + file)
  let kept = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
  // As bytes: `==` of String takes two encodings of an accent for one.
  if let kept, Array(kept.utf8) == Array(text.utf8) { return }
  var complaint: String
  if ProcessInfo.processInfo.environment["TRUECOPY_RECORD"] == "all" {
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let done: ()? = try? Data(text.utf8).write(to: url)
    complaint = "\(done == nil ? "could not record" : "recorded") \(file); look at it, run again"
  } else {
    complaint = "not as kept in \(file)\n" + (kept.map { changes($0, text) } ?? "nothing is kept")
    complaint +=
      "\nif the new text is right:\n  TRUECOPY_RECORD=all swift test --filter CommandTests"
  }
  Issue.record(Comment(rawValue: complaint), sourceLocation: sourceLocation)
}

/// The lines two texts do not share, the first forty of them.
private func changes(_ kept: String, _ new: String) -> String {
  let lines = { (text: String) in
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
  let steps = lines(new).difference(from: lines(kept)).map { step in
    switch step {
    case .remove(let offset, let line, _): (offset, "\(offset + 1) - \(line)")
    case .insert(let offset, let line, _): (offset, "\(offset + 1) + \(line)")
    }
  }
  let told = steps.sorted { $0.0 < $1.0 }.map(\.1)
  return told.prefix(40).joined(separator: "\n")
    + (told.count > 40 ? "\n… \(told.count - 40) more lines differ" : "")
}
