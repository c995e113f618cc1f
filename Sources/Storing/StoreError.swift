internal import GRDB

#if canImport(Glibc)
  import Glibc
#endif

/// A store that cannot be read or written: in use, damaged, no study, no room for it.
///
/// Whatever it says, the file holds what was written before.
public struct StoreError: Error, Hashable, Sendable {
  /// What is wrong, in lower case, naming the file in backticks.
  public var problem: String
  /// What to do about it, where that is known.
  public var hint: String?

  /// Makes an error.
  public init(problem: String, hint: String? = nil) {
    self.problem = problem
    self.hint = hint
  }

  /// What SQLite said, in our words.
  init(_ error: any Error, _ path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? StoreError ?? Self(problem: "the study `\(path)` failed: \(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL:
      self.init(
        problem: "the study `\(path)` cannot grow: no space is left on the disk",
        hint: "what it holds is sound; make room and give the same command again")
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .inUse(path)
    case .SQLITE_NOTADB: self = .foreign(path)
    case .SQLITE_CORRUPT:
      self.init(
        problem: "the study `\(path)` is damaged: \(error.message ?? "malformed")",
        hint: "take a copy of it, or make it anew")
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(problem: "the study `\(path)` cannot be opened: \(error.message ?? "refused")")
    case .SQLITE_IOERR:
      self.init(problem: "the study `\(path)` cannot be read or written: the disk failed")
    default: self.init(problem: "the study `\(path)` failed: \(error.message ?? "\(error)")")
    }
  }

  static func missing(_ path: String) -> Self {
    Self(
      problem: "there is no study `\(path)`", hint: "truecopy run PILE --store \(path) makes one")
  }

  static func unfinished(_ path: String) -> Self {
    Self(
      problem: "the study `\(path)` is of an earlier version",
      hint: "truecopy run with --store \(path) brings it up to date")
  }

  static func inUse(_ path: String) -> Self {
    Self(
      problem: "the study `\(path)` is in use: another program writes it",
      hint: "wait until that has ended; nothing was changed")
  }

  static func foreign(_ path: String) -> Self {
    Self(problem: "`\(path)` is not a study", hint: "name another file with --store")
  }

  static func newer(_ path: String) -> Self {
    Self(
      problem: "the study `\(path)` was made by a newer truecopy", hint: "use that one, or a newer")
  }

  static func unwritable(_ path: String, _ number: Int32) -> Self {
    let reason = String(cString: strerror(number))
    return Self(
      problem: "the study `\(path)` cannot be written: "
        + reason.prefix(1).lowercased() + reason.dropFirst())
  }
}
