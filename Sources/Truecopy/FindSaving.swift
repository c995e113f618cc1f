import Exchange
import Finding
import Glibc

/// What a run of `find` keeps beside its answer, so that the same run goes on from there if this one
/// is ended.
struct FindSaving {
  /// Where it is kept; nil where the run is too small to be worth it, or cannot be repeated.
  let archive: RunArchive?
  /// The scratch of the ledger.
  let scratch: FileScratch
  /// What is to be said about it.
  private(set) var notes: [FindRun.Progress] = []
  private let settings: FindRun.Settings
  private let inputs: [String]?

  /// What the texts and their ledger are kept as.
  private static let pileName = "pile"

  /// Looks what another run left, and removes what is of no use.
  init(_ settings: FindRun.Settings, _ reader: PileReader) {
    self.settings = settings
    inputs = reader.inputKeys
    let folder = settings.folder
    let isWorthIt = reader.totalBytes.map { $0 >= settings.leastSaved } ?? false
    guard let inputs, isWorthIt, settings.againstPath == nil else {
      archive = nil
      scratch = FileScratch(in: folder)
      if RunArchive.exists(besideAnswer: folder) {
        let old = RunArchive(besideAnswer: folder, key: [], isFresh: settings.isFresh)
        if let note = old?.note { notes.append(.note(note, isDetail: false)) }
        old?.remove()
      }
      if inputs == nil || settings.againstPath != nil {
        let what = inputs == nil ? "what is read once" : "a run against an index"
        notes.append(.note("\(what) cannot go on where it is ended", isDetail: true))
      }
      return
    }
    let end = settings.diesAfter
    archive = RunArchive(
      besideAnswer: folder, key: Self.key(settings, inputs), isFresh: settings.isFresh,
      afterKeeping: { name in
        if let end, name.hasPrefix(end) { kill(getpid(), SIGKILL) }
      })
    scratch =
      archive.map {
        FileScratch(at: $0.path(of: "grams"), isWhole: $0.has(Self.pileName))
      } ?? FileScratch(in: folder)
    guard let archive else {
      notes.append(
        .note("nothing is kept for a later run: another run uses `\(folder)`", isDetail: false))
      return
    }
    if let note = archive.note { notes.append(.note(note, isDetail: false)) }
    reader.spool(at: archive.path(of: "texts"))
  }

  /// What makes two runs the same: the program, the settings that matter and the inputs.
  private static func key(_ settings: FindRun.Settings, _ inputs: [String]) -> [String] {
    var program = stat()
    stat("/proc/self/exe", &program)
    let reading = settings.reading
    return [
      // Values are kept as they lie in memory, so not even the same version built anew will do.
      "program \(program.st_size) \(program.st_mtim.tv_sec).\(program.st_mtim.tv_nsec)",
      "fields \(reading.idField) \(reading.textField) \(reading.unknownFilesAreTexts)",
      "search \(settings.finder)",
      "index \(settings.indexPath != nil)",
    ] + inputs
  }

  /// Takes the pile another run read; nil where there is none.
  func ledger(_ reader: PileReader, _ issues: inout [ReadingIssue]) throws -> Ledger? {
    guard let archive, let kept = archive.kept(Self.pileName) else { return nil }
    var source = ArchiveReader(kept)
    try reader.restore(spool: archive.path(of: "texts"), from: &source)
    let texts = source.takeTexts()
    let (lines, flags) = (source.take(Int.self), source.take(UInt8.self))
    for index in lines.indices {
      issues.append(
        ReadingIssue(
          path: texts[3 * index], line: lines[index], problem: texts[3 * index + 1],
          hint: flags[index] & 2 == 0 ? nil : texts[3 * index + 2],
          isWarning: flags[index] & 1 != 0))
    }
    return Ledger(
      memory: settings.memory, scratch: scratch, isJoined: archive.has("joined"), from: &source)
  }

  /// Keeps the pile once it is read.
  func keep(_ ledger: Ledger, _ reader: PileReader, _ issues: [ReadingIssue]) {
    // What was changed while it was read is not what lies there now.
    guard let archive, reader.inputKeys == inputs else { return }
    do { try ledger.putOnScratch() } catch {
      archive.remove()
      return
    }
    archive.adopt("grams", scratch.sealed)
    archive.adopt("texts")
    archive.keep(Self.pileName) { writer in
      reader.texts.write(to: writer)
      writer.add(texts: issues.flatMap { [$0.path, $0.problem, $0.hint ?? ""] })
      writer.add(issues.map(\.line))
      writer.add(issues.map { UInt8($0.isWarning ? 1 : 0) | ($0.hint == nil ? 0 : 2) })
      ledger.write(to: writer)
    }
  }

  /// The last stage that was not repeated, if any was not.
  var resumedFrom: String? {
    archive?.taken.compactMap(Self.stage).last
  }

  /// What is said when the run goes on where another was ended.
  var resuming: FindRun.Progress? {
    guard let archive, archive.has(Self.pileName) else { return nil }
    var done = ["reading"]
    if archive.hasStage("candidates") { done += ["candidates", "boilerplate"] }
    if archive.has("clusters") { done += ["overlaps", "clusters"] }
    return .note(
      "an earlier run was ended; done already: \(done.joined(separator: ", "))", isDetail: false)
  }

  private static func stage(_ name: String) -> String? {
    let stages = [
      (pileName, "reading"), ("candidates", "boilerplate"), ("clusters", "clusters"),
      ("links", "links"),
    ]
    return stages.first { name.hasPrefix($0.0) }?.1
  }
}
