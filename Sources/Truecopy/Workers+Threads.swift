import Dispatch
public import Finding
import Synchronization

extension Workers {
  /// So many threads, each taking the next part when it is done with one.
  public init(threads: Int) {
    if threads < 2 {
      self = .serial
      return
    }
    self.init { count, body in
      let taken = Atomic(0)
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while true {
          let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
          if index >= count { return }
          body(index)
        }
      }
    }
  }
}
