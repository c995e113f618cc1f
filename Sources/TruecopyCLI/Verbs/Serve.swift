import ArgumentParser
import Logging
import Serving
import Truecopy

/// `truecopy serve`: a study as pages on this machine.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a study as pages in a browser, on this machine alone.",
    discussion: """
      Examples:
        truecopy serve --store news.study
        truecopy serve --store news.study --port 9000
        curl http://127.0.0.1:8484/clusters.json      (every page is JSON as well)

      The pages read the study and write nothing; a run may go on meanwhile. They need
      no network and no script. Whoever can reach the address can read the study: as
      long as --host names no other, that is this machine alone. Ctrl-C ends it.
      Exit codes: 2 trouble, 64 usage, 130 ended by Ctrl-C.
      Before: truecopy run PILE --store news.study
      """)

  @Option(name: .shortAndLong, help: "The file of the study.")
  var store: String

  @Option(help: ArgumentHelp("The port to listen at; 0 for any that is free.", valueName: "number"))
  var port = 8484

  @Option(
    help: ArgumentHelp(
      "The address to listen at; 0.0.0.0 lets other machines read the study.", valueName: "address")
  )
  var host = "127.0.0.1"

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if store.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if store == "-" { throw ValidationError("--store names a file") }
    if host.isEmpty { throw ValidationError("--host names no address") }
    if !(0...65535).contains(port) { throw ValidationError("--port is a number from 0 to 65535") }
  }

  func run() async throws {
    var settings = LocalPage.Settings(
      store: store, program: RootCommand.configuration.version)
    settings.host = host
    settings.port = port
    let logger = common.logger
    if !settings.isLoopback {
      logger.warning("whoever can reach this machine at `\(host)` can read the study")
    }
    do {
      try await LocalPage(settings).run { address in
        logger.notice("`\(store)` can be read at \(address) (Ctrl-C ends it)")
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw InputError(
        problem: "cannot listen at `\(host)`, port \(port): \(error)",
        hint: "another program may use the port; --port 0 takes one that is free")
    }
  }
}
