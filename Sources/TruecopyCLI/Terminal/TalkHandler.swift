import Logging
import Truecopy

/// Puts log messages on stderr, as text for people or as one JSON object a line.
struct TalkHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  let isJSON: Bool

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }
    if isJSON {
      var json = JSONWriter()
      json.object { json in
        json.field("level", event.level.rawValue)
        json.field("message", "\(event.message)")
        for key in fields.keys.sorted() { json.field(key, fields[key]?.description) }
      }
      json.endLine()
      Terminal.writeError(json.text)
    } else {
      let mark = event.level >= .error ? "error: " : event.level == .warning ? "warning: " : ""
      let hint = fields["hint"].map { "\n  hint: \($0)" } ?? ""
      Terminal.writeError("\(mark)\(event.message)\(hint)\n")
    }
  }
}
