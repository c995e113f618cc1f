import Glibc
import Synchronization

/// Ctrl-C: ends the program at once, except while files are being written; then those are tidied
/// away first.
enum Interruption {
  struct Interrupted: Error {}

  private static let isRequested = Atomic(false)
  private static let isWriting = Atomic(false)

  static func watch() {
    signal(SIGINT) { _ in
      let again = Interruption.isRequested.exchange(true, ordering: .relaxed)
      if again || !Interruption.isWriting.load(ordering: .relaxed) { _exit(130) }
    }
  }

  /// Throws if the user asked to stop; called wherever a long run takes a step.
  static func check(isWriting: Bool) throws {
    Self.isWriting.store(isWriting, ordering: .relaxed)
    if isRequested.load(ordering: .relaxed) { throw Interrupted() }
  }
}
