public import CArrow
public import CTruecopy
import Exchange
import Glibc
import Truecopy

/// Finds the copies among the rows of a stream, or in files.
@_cdecl("truecopy_find")
public func find(
  _ stream: UnsafeMutablePointer<ArrowArrayStream>?,
  _ options: UnsafePointer<truecopy_find_options>?,
  _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(error) {
    // Taken over first of all: the caller relies on it, whatever happens.
    let name = options.flatMap { $0.pointee.name }.map { String(cString: $0) } ?? "table"
    let rows = try stream.map { stream throws(InputError) in
      try ArrowStream(stream, name: name)
    }
    guard let options, options.pointee.size >= MemoryLayout<truecopy_find_options>.size else {
      throw CallError.badInput("the options of truecopy_find are not there, or cut short")
    }
    let asked = options.pointee
    let run = FindRun(try asked.settings(rows == nil ? nil : name), reading: rows)
    _ = try run.run(
      progress: { step in
        guard let told = asked.progress else { return }
        guard let (stage, done, total) = step.told else { return }
        if stage.withCString({ told(asked.context, $0, done, total) }) != 0 { throw Stop() }
      }, report: { _ in })
  }
}

extension truecopy_find_options {
  fileprivate func settings(_ name: String?) throws(CallError) -> FindRun.Settings {
    guard let out, out.pointee != 0 else {
      throw .badInput("there is no folder to write to", hint: "name one as `out`")
    }
    var files: [String] = []
    for place in 0..<path_count {
      guard let path = paths?[place] else { throw .badInput("path \(place) is not there") }
      files.append(String(cString: path))
    }
    let read = name.map { [$0] } ?? files
    if read.isEmpty {
      throw .badInput("there is nothing to read", hint: "hand over a stream or paths")
    }
    var settings = FindRun.Settings(
      paths: read, folder: String(cString: out), threads: Int(max(1, threads)))
    settings.reading = options(id_field, text_field)
    settings.keeping = try TruecopyC.keeping(keep)
    settings.indexPath = index.map { String(cString: $0) }
    settings.againstPath = against.map { String(cString: $0) }
    settings.isAdding = adds != 0
    if memory > 0 { settings.memory = Int(memory) }
    return settings
  }
}

extension FindRun.Progress {
  /// The stage, what is done of it and how much there is, 0 where that is not known.
  fileprivate var told: (stage: String, done: Int64, total: Int64)? {
    switch self {
    case .reading(let texts, _, _): ("reading", Int64(texts), 0)
    case .finding(let stage, let done, let total): (stage.rawValue, Int64(done), Int64(total))
    case .note: nil
    case .comparing(let done, let of): ("comparing", Int64(done), Int64(of))
    case .indexing(let done, let of): ("indexing", Int64(done), Int64(of))
    case .listening(let done, let of): ("listening", Int64(done), Int64(of))
    case .writing(let done, let of): ("writing", Int64(done), Int64(of))
    }
  }
}
