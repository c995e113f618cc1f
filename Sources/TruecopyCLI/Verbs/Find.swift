import ArgumentParser
import Truecopy

/// `truecopy find`: the copies in a pile of texts.
struct Find: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Find the copies in a pile of texts.")

  func run() throws {}
}
