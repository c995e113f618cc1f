import Synchronization

/// Answers given lately, as long as the study is as it was.
final class PageCache: Sendable {
  private struct Entry {
    let reply: Reply
    var used: Int
  }

  private struct Known {
    var version = 0
    var entries: [String: Entry] = [:]
    var bytes = 0
    var clock = 0
  }

  private let known = Mutex(Known())
  /// Bytes kept at most, and bytes of one answer.
  private static let most = 48 << 20
  private static let mostOfOne = 2 << 20

  /// An answer given before to the same question about the same study.
  func reply(to key: String, version: Int) -> Reply? {
    known.withLock { known in
      guard known.version == version, var entry = known.entries[key] else { return nil }
      known.clock += 1
      entry.used = known.clock
      known.entries[key] = entry
      return entry.reply
    }
  }

  /// Keeps an answer.
  ///
  /// - Complexity: O(1) on average: where there is no room, the half that was not used for longest
  ///   goes.
  func keep(_ reply: Reply, to key: String, version: Int) {
    guard reply.bytes.count <= Self.mostOfOne else { return }
    known.withLock { known in
      if known.version != version { known = Known(version: version) }
      known.clock += 1
      known.bytes += reply.bytes.count - (known.entries[key]?.reply.bytes.count ?? 0)
      known.entries[key] = Entry(reply: reply, used: known.clock)
      guard known.bytes > Self.most else { return }
      for (key, entry) in known.entries.sorted(by: { $0.value.used < $1.value.used }) {
        if known.bytes <= Self.most / 2 { break }
        known.entries[key] = nil
        known.bytes -= entry.reply.bytes.count
      }
    }
  }
}
