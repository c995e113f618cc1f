import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// A study as a local site: pages for people, and the same as JSON and CSV.
///
/// It reads the study and writes nothing. It is meant for one machine: who may reach its address may
/// read the study.
public struct LocalPage: Sendable {
  /// What to show, and where.
  public struct Settings: Sendable {
    /// The file of the study.
    public var store: String
    /// The address to listen at: a name or a number of this machine.
    public var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    public var port = 8484
    /// The name and version of the program.
    public var program: String

    /// Makes settings.
    public init(store: String, program: String) {
      self.store = store
      self.program = program
    }

    /// Whether only this machine can reach the address.
    public var isLoopback: Bool { HostCheck.isLoopback(host) }
  }

  private let settings: Settings
  private let desk: Desk

  /// Opens a study; throws a `StoreError` where it cannot be read.
  public init(_ settings: Settings) throws {
    self.settings = settings
    desk = Desk(
      try Site(settings.store, connections: Desk.threads, program: settings.program))
  }

  /// Seconds of silence after which a connection is closed, and connections at one time.
  private static let idleSeconds: Int64 = 30
  private static let mostConnections = 256

  /// Serves until the task is cancelled or the program ends.
  ///
  /// Throws where the address cannot be listened at.
  ///
  /// - Parameter ready: Told the address once it can be opened.
  public func run(ready: @escaping @Sendable (_ address: String) -> Void) async throws {
    let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
    var quiet = Logger(label: "truecopy")
    quiet.logLevel = .critical
    let application = Application(
      responder: Addressing(
        desk: desk, router: Routes.router(desk).buildResponder(),
        hosts: HostCheck(isLoopback: settings.isLoopback)),
      server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
      configuration: ApplicationConfiguration(
        address: .hostname(settings.host, port: settings.port), serverName: nil,
        availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
      onServerRunning: { channel in
        ready("http://\(host):\(channel.localAddress?.port ?? 0)/")
      }, logger: quiet)
    try await application.run()
  }
}

/// Which names of this machine a request may call it by.
///
/// A page elsewhere can make a browser ask this machine under a name of its own (DNS rebinding); who
/// listens on this machine alone answers only to its own names.
struct HostCheck: Sendable {
  let isLoopback: Bool

  /// Whether a name is this machine's for itself (RFC 6761, 6.3; RFC 1122, 3.2.1.3).
  static func isLoopback(_ name: some StringProtocol) -> Bool {
    ["localhost", "::1", "[::1]"].contains(name.lowercased())
      || String(name).wholeMatch(of: /127(?:\.[0-9]{1,3}){3}/) != nil
  }

  func allows(_ authority: String?) -> Bool {
    guard isLoopback else { return true }
    guard var name = authority?[...] else { return false }
    if let colon = name.lastIndex(of: ":"), name[colon...].dropFirst().allSatisfy(\.isNumber) {
      name = name[..<colon]
    }
    return Self.isLoopback(name)
  }
}
