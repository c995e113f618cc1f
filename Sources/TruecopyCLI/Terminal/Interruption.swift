import Glibc
import Synchronization

/// Ctrl-C, and the signal that ends a program politely: both end it at once, except while files are
/// being written; then those are tidied away first.
enum Interruption {
  /// The user, or the system, asked to stop.
  struct Interrupted: Error {
    /// The number of the signal.
    let signal: Int32
  }

  /// The signal that came, 0 for none.
  private static let requested = Atomic<Int32>(0)
  private static let isWriting = Atomic(false)

  static func watch() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        let before = Interruption.requested.exchange(number, ordering: .relaxed)
        if before != 0 || !Interruption.isWriting.load(ordering: .relaxed) {
          // Nothing else is allowed here; the line a progress display stands on is left first.
          let told: StaticString = "\ntruecopy: stopped\n"
          _ = write(STDERR_FILENO, told.utf8Start, told.utf8CodeUnitCount)
          _exit(128 + number)
        }
      }
    }
  }

  /// Throws if the user asked to stop; called wherever a long run takes a step.
  static func check(isWriting: Bool) throws {
    Self.isWriting.store(isWriting, ordering: .relaxed)
    let number = requested.load(ordering: .relaxed)
    if number != 0 { throw Interrupted(signal: number) }
  }
}
