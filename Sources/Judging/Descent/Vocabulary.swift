import Collating
import Prose

/// How often each word stands in all witnesses together: a form that stands once against one that
/// stands often is rather the slip.
struct Vocabulary {
  private var counts: [UInt64: Int32] = [:]

  init(of witnesses: [Witness]) {
    for witness in witnesses {
      for key in witness.words.keys { counts[key, default: 0] += 1 }
    }
  }

  subscript(key: UInt64) -> Int { Int(counts[key] ?? 0) }
}
