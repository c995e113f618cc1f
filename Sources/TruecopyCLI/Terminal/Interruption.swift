import Glibc
import Synchronization

/// Ctrl-C: the first asks the run to stop and tidy up, the second ends it at once.
enum Interruption {
  struct Interrupted: Error {}

  private static let isRequested = Atomic(false)

  static func watch() {
    signal(SIGINT) { _ in
      if Interruption.isRequested.exchange(true, ordering: .relaxed) { _exit(130) }
    }
  }

  /// Throws if the user asked to stop; called wherever a long run takes a step.
  static func check() throws {
    if isRequested.load(ordering: .relaxed) { throw Interrupted() }
  }
}
