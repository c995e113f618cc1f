public import Exchange
public import Finding
import Glibc
import Prose

/// Writes `summary.json` and `issues.jsonl`.
enum FindSummary {
  /// Boilerplate passages shown, those with the most carriers first.
  private static let mostPassages = 100

  static func writeIssues(_ issues: [ReadingIssue], to folder: String) throws {
    let output = try OutputFile(folder + "/issues.jsonl")
    for issue in issues {
      try output.writeLine { json in
        json.field("path", issue.path)
        json.field("line", issue.line)
        json.field("problem", issue.problem)
        json.field("hint", issue.hint)
        json.field("warning", issue.isWarning)
      }
    }
    try output.finish()
  }

  static func write(
    _ findings: Findings, _ pile: StoredTexts, _ issues: [ReadingIssue],
    _ settings: FindRun.Settings, _ clock: StageClock, _ resumedFrom: String?
  ) throws {
    let counts = findings.counts
    let output = try OutputFile(settings.folder + "/summary.json")
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/find/1")
      json.object("counts") { json in
        json.field("texts", pile.count)
        json.field("bytes", pile.bytes)
        json.field("issues", issues.count)
        json.field("links", findings.links.count)
        json.field("clusters", findings.clusters.count)
        json.field("kept", findings.kept.count)
        json.field("dropped", pile.count - findings.kept.count)
        json.field("different_texts", counts.representatives)
        json.field("grams", counts.grams)
        json.field("candidates", counts.candidates)
        json.field("verified", counts.verified)
        json.field("boilerplate_passages", counts.boilerplate)
      }
      json.object("settings") { json in
        json.array("paths") { json in for path in settings.paths { json.value(path) } }
        json.field("id_field", settings.reading.idField)
        json.field("text_field", settings.reading.textField)
        json.field("threads", settings.threads)
        settings.finder.write(to: &json)
      }
      json.object("cpu_seconds") { json in
        for stage in clock.stages { json.field(stage.name, stage.seconds, digits: 3) }
      }
      if let resumedFrom { json.field("resumed_from", resumedFrom) }
      json.field("peak_memory_bytes", StageClock.peakMemory)
      json.array("boilerplate") { json in
        let texts = texts(findings.boilerplate.prefix(mostPassages).map(\.id), of: pile)
        for passage in findings.boilerplate.prefix(mostPassages) {
          json.object { json in
            json.field("carriers", passage.carriers)
            json.field("id", passage.id)
            json.field("text", texts[passage.id].map { String($0[passage.range].prefix(300)) })
          }
        }
      }
    }
    json.endLine()
    try output.write(json)
    try output.finish()
  }
}

extension Finder.Settings {
  /// Writes what a search goes by, field by field, into an object.
  public func write(to json: inout JSONWriter) {
    for setting in Mirror(reflecting: self).children {
      guard let label = setting.label else { continue }
      if let value = setting.value as? Keeping { json.field(label, value.rawValue) }
      if let value = setting.value as? Int { json.field(label, value) }
      if let value = setting.value as? Double { json.field(label, value, digits: 6) }
    }
  }
}

extension FindSummary {
  /// A few texts by their identifiers.
  private static func texts(_ ids: [Article.ID], of pile: StoredTexts) -> [Article.ID: String] {
    let wanted = Set(ids)
    var texts: [Article.ID: String] = [:]
    for place in 0..<pile.count where texts.count < wanted.count {
      let id = pile.id(at: place)
      if wanted.contains(id) { texts[id] = pile.text(at: place) }
    }
    return texts
  }
}

/// Processor time by stage.
struct StageClock {
  private(set) var stages: [(name: String, seconds: Double)] = []
  private var last = StageClock.now

  mutating func end(_ stage: String) {
    let now = Self.now
    stages.append((stage, now - last))
    last = now
  }

  private static var now: Double {
    let usage = usage
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Bytes; Linux counts kibibytes.
  static var peakMemory: Int { Int(usage.ru_maxrss) * 1024 }

  private static var usage: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
