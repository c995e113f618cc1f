import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Prose
import Storing
import Synchronization

/// Makes pages: off the threads that serve connections, so many at a time, each once as long as the
/// study is as it was.
final class Desk: Sendable {
  /// Pages made at one time: reading waits for the disk now and then.
  static let threads = 4
  /// Readers that wait for their turn; more are sent away.
  private static let mostWaiting = 512

  let site: Site
  /// What tells this server's answers from those of one before it: a study counts its changes anew.
  private let start = String(UInt64.random(in: .min ... .max), radix: 36)
  private let cache = PageCache()
  private let pool = NIOThreadPool(numberOfThreads: threads)
  private let waiting = Atomic(0)

  init(_ site: Site) {
    self.site = site
    pool.start()
  }

  /// Answers what was asked for with `GET`.
  func answer(
    _ request: Request, _ context: PageContext,
    _ page: @escaping @Sendable (Site, Ask) throws -> any Page
  ) async throws -> Response {
    let key = "\(context.form.rawValue) \(request.uri.string)"
    let ask = Ask(
      form: context.form, path: Self.words(context),
      query: try Address.words(request.uri.query ?? ""))
    let address = PageAddress(path: request.uri.path, query: request.uri.query)
    let reply = try await made { [site, cache, start] in
      let version = try site.store.version()
      if let known = cache.reply(to: key, version: version) { return known }
      // The same question about the same study has the same answer.
      let tag = "\(start)-\(version)-\(String(StableHash.of(key), radix: 36))"
      let reply = try Self.reply(try page(site, ask), ask.form, site, at: address, tag: tag)
      cache.keep(reply, to: key, version: version)
      return reply
    }
    return reply.response(to: request)
  }

  /// Answers what was sent with `POST`; nothing of it is kept.
  func answerSent(
    _ request: Request, _ context: PageContext,
    _ page: @escaping @Sendable (Site, Ask) throws -> any Page
  ) async throws -> Response {
    var ask = Ask(form: context.form, path: [:], query: [:])
    ask.body = try await Self.sent(with: request)
    let address = PageAddress(path: request.uri.path, query: nil)
    let reply = try await made { [site, ask] in
      try Self.reply(try page(site, ask), ask.form, site, at: address)
    }
    return reply.response(to: request)
  }

  /// What a refusal looks like in the form that was asked for.
  func reply(_ refusal: Refusal, in form: Ask.Form, at address: PageAddress) -> Reply {
    let page = RefusalPage(refusal)
    let status = HTTPResponse.Status(code: refusal.status)
    guard form == .html, let (bytes, policy) = try? page.document(in: site, at: address) else {
      return Reply(
        status, bytes: (try? page.json()) ?? [], type: Self.type(.json), policy: Site.policy)
    }
    return Reply(status, bytes: bytes, type: Self.type(.html), policy: policy)
  }

  private func made(_ make: @escaping @Sendable () throws -> Reply) async throws -> Reply {
    defer { waiting.subtract(1, ordering: .relaxed) }
    if waiting.add(1, ordering: .relaxed).newValue > Self.mostWaiting { throw Refusal.busy }
    return try await pool.runIfActive(make)
  }

  private static func reply(
    _ page: any Page, _ form: Ask.Form, _ site: Site, at address: PageAddress, tag: String? = nil
  ) throws -> Reply {
    switch form {
    case .html:
      let (bytes, policy) = try page.document(in: site, at: address)
      return Reply(bytes: bytes, type: type(form), policy: policy, tag: tag)
    case .json:
      return Reply(bytes: try page.json(), type: type(form), policy: Site.policy, tag: tag)
    case .csv:
      guard let bytes = try page.csv() else { throw Refusal.noTable }
      return Reply(
        bytes: bytes, type: type(form), policy: Site.policy, fileName: "truecopy.csv", tag: tag)
    }
  }

  private static func type(_ form: Ask.Form) -> String {
    switch form {
    case .html: "text/html; charset=utf-8"
    case .json: "application/json"
    case .csv: "text/csv; charset=utf-8; header=present"
    }
  }

  private static func words(_ context: PageContext) -> [String: String] {
    Dictionary(
      context.parameters.map { (String($0.key), String($0.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Seconds in which what is sent must be here.
  private static let mostSeconds = 60.0

  /// Reads the fields of a form, or of a JSON object.
  private static func sent(with request: Request) async throws -> [String: String] {
    let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
    guard ["application/x-www-form-urlencoded", "application/json"].contains(type) else {
      throw Refusal(
        status: 415, problem: "what was sent is `\(type)`",
        hint: "send a form (application/x-www-form-urlencoded) or application/json")
    }
    let body = try await withThrowingTaskGroup { group in
      group.addTask { try await request.body.collect(upTo: Site.mostSent) }
      group.addTask {
        try await Task.sleep(for: .seconds(mostSeconds))
        throw Refusal(status: 408, problem: "what was sent took too long to arrive", hint: nil)
      }
      defer { group.cancelAll() }
      return try await group.next() ?? ByteBuffer()
    }
    let text = String(decoding: body.readableBytesView, as: UTF8.self)
    if type != "application/json" { return try Address.words(text) }
    do { return try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) } catch {
      throw Refusal(
        status: 400, problem: "what was sent is no JSON object of strings",
        hint: #"send {"base": "…", "copy": "…"}"#)
    }
  }
}

extension Refusal {
  static let busy = Refusal(
    status: 503, problem: "too many readers are waiting", hint: "ask again in a moment")
  static let noTable = Refusal(
    status: 404, problem: "this page is no table, and has no form as CSV",
    hint: "leave .csv out of its address, or write .json")
}
