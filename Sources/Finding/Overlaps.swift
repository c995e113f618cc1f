internal import Prose

/// All decided pairs, and more decided when asked for.
struct Overlaps {
  /// For each text: the end of its neighbours.
  private var ends: [UInt32] = []
  /// Decided pairs of any kind but none, text by text, by partner.
  private var neighbours: [Overlap] = []
  /// Pairs asked for later.
  private var asked: [UInt64: Overlap] = [:]
  /// Decides pairs.
  var judge: OverlapJudge

  var count: Int { ends.count }
  /// The pairs that were candidates and have something in common, each once.
  var found: some Sequence<Overlap> {
    (0..<count).lazy.flatMap { text in neighbours(of: text).lazy.filter { $0.a == text } }
  }
  /// Their number.
  private(set) var foundCount = 0

  /// The decided pairs of a text.
  func neighbours(of text: Int) -> ArraySlice<Overlap> {
    neighbours[(text == 0 ? 0 : Int(ends[text - 1]))..<Int(ends[text])]
  }

  /// Decides all candidate pairs.
  ///
  /// - Complexity: O(candidate pairs), one chaining each.
  init(
    _ candidates: Candidates, _ judge: OverlapJudge, _ workers: Workers
  ) {
    self.judge = judge
    let texts = candidates.texts
    let found = workers.map(texts, chunk: 1024) { range in
      var judge = judge
      var found: [Overlap] = []
      for text in range {
        judge.fetch(candidates.partners(of: text))
        for other in candidates.partners(of: text) {
          let overlap = judge.judge(text, Int(other))
          if overlap.kind != .none { found.append(overlap) }
        }
      }
      return found
    }
    var cursors = [UInt32](repeating: 0, count: texts)
    for overlap in found.joined() {
      cursors[overlap.a] += 1
      cursors[overlap.b] += 1
    }
    var total: UInt32 = 0
    ends.reserveCapacity(texts)
    for text in 0..<texts {
      let size = cursors[text]
      cursors[text] = total
      total += size
      ends.append(total)
    }
    foundCount = Int(total) / 2
    neighbours = [Overlap](
      repeating: Overlap(a: 0, b: 0, kind: .none),
      count: Int(total))
    // Found by rising `a`, then `b`: first each text's partners before it, then those after it.
    for overlap in found.joined() {
      neighbours[Int(cursors[overlap.a])] = overlap
      cursors[overlap.a] += 1
    }
    for overlap in found.joined() {
      neighbours[Int(cursors[overlap.b])] = overlap
      cursors[overlap.b] += 1
    }
  }

  /// What a pair has in common, candidate or not.
  ///
  /// - Complexity: O(log neighbours), or one chaining the first time.
  mutating func between(_ x: Int, _ y: Int) -> Overlap {
    let list = neighbours(of: x)
    let place = list.indices.partitioningIndex { list[$0].other(than: x) >= y }
    if place < list.endIndex, list[place].other(than: x) == y { return list[place] }
    let key = UInt64(max(x, y)) << 32 | UInt64(min(x, y))
    if let known = asked[key] { return known }
    let overlap = judge.judge(x, y)
    asked[key] = overlap
    return overlap
  }
}

extension Overlaps {
  init(from archive: inout ArchiveReader, _ judge: OverlapJudge) {
    self.judge = judge
    ends = archive.take(UInt32.self)
    neighbours = archive.take(Overlap.self)
    foundCount = neighbours.count / 2
  }

  func write(to archive: ArchiveWriter) {
    archive.add(ends)
    archive.add(neighbours)
  }
}
