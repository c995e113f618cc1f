internal import Synchronization

/// How work that falls into independent parts is carried out: one part after another, or at once.
///
/// The engine starts no threads. A caller that has some gives a function that runs a body for each
/// index up to a count, such as `DispatchQueue.concurrentPerform`. Results are put together in the
/// order of the parts, so they are the same for every number of threads.
public struct Workers: Sendable {
  private let run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

  /// Runs parts by a function that calls its body once for every index below a count and returns
  /// when all calls have.
  public init(_ run: @escaping @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void) {
    self.run = run
  }

  /// One part after another, on the calling thread.
  public static let serial = Workers { count, body in for index in 0..<count { body(index) } }

  /// The results of a body for each chunk of a count, in order.
  public func map<Part: Sendable>(
    _ count: Int, chunk: Int, _ body: @escaping @Sendable (Range<Int>) -> Part
  ) -> [Part] {
    let chunks = (count + chunk - 1) / chunk
    let parts = Mutex([Part?](repeating: nil, count: chunks))
    run(chunks) { index in
      let part = body(index * chunk..<min(count, (index + 1) * chunk))
      parts.withLock { $0[index] = part }
    }
    return parts.withLock { $0 }.compactMap { $0 }
  }
}
