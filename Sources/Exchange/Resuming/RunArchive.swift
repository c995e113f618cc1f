public import Finding
import Glibc
import Prose
import Synchronization

/// What a run has found out so far, in a folder beside its answer: whoever runs the same again goes
/// on from there.
///
/// Each stage is a file; the manifest names those that count, with their sizes and checksums, and is
/// put in place last. Nothing is forced to the disk: the checksums tell what a power cut left. The
/// folder is gone when the run ends well.
public final class RunArchive: Archive {
  /// A file that counts.
  struct Entry: Equatable {
    var name: String
    var size: Int
    var checksum: UInt64
  }

  private struct State {
    var entries: [Entry] = []
    /// The stages that were taken from another run.
    var taken: [String] = []
    /// Whether something could not be written, so that nothing is kept any more.
    var isBroken = false
  }

  /// The folder.
  public let folder: String
  /// What is to be said of what was found there, if anything.
  public let note: String?
  private let manifest: ArchiveManifest
  private let afterKeeping: @Sendable (String) -> Void
  private let state: Mutex<State>
  private let lock: Descriptor

  /// Scratch that lies in the folder, and is changed after it was kept.
  static let scratchName = "grams"

  /// Opens the folder of a run that writes to `answer`; nil where another run works in it, or where
  /// it cannot be made.
  ///
  /// What does not belong to the same run is removed.
  ///
  /// - Parameters:
  ///   - key: What makes two runs the same.
  ///   - isFresh: Whether to begin anew whatever is there.
  ///   - afterKeeping: Told the name of each stage that was kept.
  public init?(
    besideAnswer answer: String, key: [String], isFresh: Bool,
    afterKeeping: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    folder = Self.folder(besideAnswer: answer)
    self.afterKeeping = afterKeeping
    let isNew = mkdir(folder, 0o700) == 0
    guard let lock = Descriptor(folder + "/lock", O_RDWR | O_CREAT), lock.lock() else { return nil }
    self.lock = lock
    manifest = ArchiveManifest(folder: folder, key: key)
    var state = State()
    var note: String?
    if !isNew, !isFresh {
      let (found, problem) = manifest.read()
      state.entries = Self.sound(found, in: folder)
      if let problem {
        note = "`\(folder)` \(problem): the run begins anew"
      } else if state.entries != found {
        note =
          "`\(folder)` is damaged: the run begins "
          + (state.entries.isEmpty ? "anew" : "before what is lost")
      }
    }
    self.note = note
    Self.empty(
      folder, keeping: state.entries.map(\.name) + ["lock", "manifest"],
      isForLinks: state.entries.contains { $0.name == "clusters" })
    if state.entries.isEmpty { manifest.remove() }
    self.state = Mutex(state)
  }

  /// The folder of a run that writes to `answer`.
  private static func folder(besideAnswer answer: String) -> String {
    (answer.hasSuffix("/") ? answer : answer + "/") + ".resume"
  }

  /// Whether a run that writes to `answer` left something.
  public static func exists(besideAnswer answer: String) -> Bool {
    access(folder(besideAnswer: answer), F_OK) == 0
  }

  /// The stages taken from another run, in order.
  public var taken: [String] { state.withLock(\.taken) }

  /// Whether a stage is kept.
  public func has(_ name: String) -> Bool {
    state.withLock { $0.entries.contains { $0.name == name } }
  }

  /// Whether a stage is kept that has a name of this beginning.
  public func hasStage(_ beginning: String) -> Bool {
    state.withLock { $0.entries.contains { $0.name.hasPrefix(beginning) } }
  }

  /// The path of a file of the folder.
  public func path(of name: String) -> String { folder + "/" + name }

  /// Removes the folder and all that is kept.
  public func remove() {
    state.withLock { $0.isBroken = true }
    manifest.remove()
    Self.empty(folder, keeping: [], isForLinks: false)
    rmdir(folder)
  }

  // MARK: Archive

  /// What was kept under a name; nil where there is nothing sound.
  public func kept(_ name: String) -> [UInt8]? {
    state.withLock { state in
      guard state.entries.contains(where: { $0.name == name }),
        let file = try? MappedFile(path(of: name)),
        let bytes = ArchiveFile.unpacked(file.part(0..<file.count))
      else { return nil }
      state.taken.append(name)
      return bytes
    }
  }

  /// Keeps what `body` writes under a name.
  public func keep(_ name: String, _ body: (ArchiveWriter) -> Void) {
    guard !state.withLock(\.isBroken) else { return }
    let output = ArchiveFile(path(of: name))
    body(ArchiveWriter(output.write))
    let entry = output.finish(name)
    let isKept = state.withLock { state in
      guard let entry, !state.isBroken else { return false }
      state.entries.removeAll { Self.rank($0.name) >= Self.rank(name) }
      Self.empty(
        folder, keeping: state.entries.map(\.name) + [name, "lock", "manifest"], isForLinks: false)
      refresh(&state)
      state.entries.append(entry)
      return manifest.write(state.entries)
    }
    if isKept { afterKeeping(name) } else { giveUp() }
  }

  /// Takes a file that was written in the folder by others among those that count, once the next
  /// stage is kept.
  ///
  /// - Parameter seal: Its size and checksum, where they are known.
  public func adopt(_ name: String, _ seal: (size: Int, checksum: UInt64)? = nil) {
    state.withLock { state in
      let known = seal.map { Entry(name: name, size: $0.size, checksum: $0.checksum) }
      guard let entry = known ?? Self.entry(name, in: folder) else { return }
      state.entries.removeAll { $0.name == name }
      state.entries.append(entry)
    }
  }

  /// Says that the scratch is about to be changed.
  public func withdraw() {
    state.withLock { state in
      manifest.remove()
      for index in state.entries.indices where state.entries[index].name == Self.scratchName {
        state.entries[index].size = -1
      }
    }
  }

  /// Looks again at what was changed since it was kept.
  private func refresh(_ state: inout State) {
    for index in state.entries.indices where state.entries[index].size < 0 {
      state.entries[index] =
        Self.entry(state.entries[index].name, in: folder)
        ?? state.entries[index]
    }
  }

  /// Where a stage stands among the others, each of which rests on those before it.
  private static func rank(_ name: String) -> Int {
    let stages = ["grams", "texts", "pile", "joined", "candidates", "clusters"]
    return stages.firstIndex { name.hasPrefix($0) } ?? stages.count
  }

  private func giveUp() {
    state.withLock { $0.isBroken = true }
    manifest.remove()
  }

  // MARK: Blocks

  /// Adds a block to what is kept under a name.
  public func append(_ name: String, _ body: (ArchiveWriter) -> Void) {
    guard !state.withLock(\.isBroken) else { return }
    if ArchiveBlocks(path(of: name)).append(body) { afterKeeping(name) }
  }

  /// Shows the blocks kept under a name, in order.
  public func eachBlock(_ name: String, _ body: (inout ArchiveReader) -> Bool) {
    // Blocks rest on the stage kept last; without it they were removed with all that is no stage.
    if ArchiveBlocks(path(of: name)).each(body) > 0 { state.withLock { $0.taken.append(name) } }
  }

  // MARK: Files

  /// The files that are what they were, up to the first that is not.
  private static func sound(_ entries: [Entry], in folder: String) -> [Entry] {
    let sound = Array(entries.prefix { Self.entry($0.name, in: folder) == $0 })
    // Scratch is read by way of what was kept right after it.
    let isWhole = sound.count == entries.count
    let rest = entries[sound.count...].map(\.name)
    return isWhole || sound.contains { $0.name == "pile" } && !rest.contains("joined") ? sound : []
  }

  private static func entry(_ name: String, in folder: String) -> Entry? {
    guard let file = try? MappedFile(folder + "/" + name) else { return nil }
    var checksum = Checksum()
    checksum.add(file.part(0..<file.count))
    return Entry(name: name, size: file.count, checksum: checksum.value)
  }

  /// Removes all but some files.
  ///
  /// - Parameter isForLinks: Whether the blocks are kept, too, which rest on the clusters.
  private static func empty(_ folder: String, keeping names: [String], isForLinks: Bool) {
    for name in Folder.names(folder) ?? [] where !names.contains(name) {
      if isForLinks, name.hasSuffix(ArchiveBlocks.suffix) { continue }
      unlink(folder + "/" + name)
    }
  }
}
