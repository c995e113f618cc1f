import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded
import Support
import Synchronization
import Truecopy

@testable import Serving

/// A study of invented texts, some of them hostile, and its pages asked for without a network.
struct Visit: Sendable {
  /// What came back.
  struct Answer {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  let folder: TemporaryFolder
  let site: Site
  private let responder: Addressing<RouterResponder<PageContext>>

  /// Words that would run, turn the line round, or end an attribute, were they not escaped.
  static let hostile = "<script>alert(1)</script> \u{202E}\"'`&amp;\u{0}\"\u{301}"

  init(isLoopback: Bool = true) throws {
    let folder = try TemporaryFolder()
    let pile = try Self.pile(in: folder)
    var settings = Study.Settings(
      paths: [pile], store: folder.path(of: "a <b> study"), program: "test 1")
    settings.reading = ReadingOptions(idField: "id", textField: "text")
    _ = try Study(settings, progress: { _ in }).run(report: { _ in })
    try self.init(folder, isLoopback: isLoopback)
  }

  private init(_ folder: TemporaryFolder, isLoopback: Bool) throws {
    self.folder = folder
    site = try Site(folder.path(of: "a <b> study"), connections: 2, program: "test 1")
    let desk = Desk(site)
    responder = Addressing(
      desk: desk, router: Routes.router(desk).buildResponder(),
      hosts: HostCheck(isLoopback: isLoopback))
  }

  /// The example's report with its copies, and a second report whose copies are hostile.
  private static func pile(in folder: TemporaryFolder) throws -> String {
    var lines: [String] = []
    func add(_ fields: [String: String]) throws {
      let data = try JSONEncoder().encode(fields)
      lines.append(String(decoding: data, as: UTF8.self))
    }
    for (place, name) in try Example.harbourBridge.names.enumerated() {
      try add([
        "id": name, "text": try Example.harbourBridge.text(of: name),
        "outlet": "Paper \(place % 3)",
        "date": "2021-03-0\(place % 9 + 1)", "title": "A bridge, copy \(place)",
        "url": "https://news.example/\(place)",
      ])
    }
    let other = try Example.harbourBridge.text(of: "other-1.txt")
    let ids = ["../../a", "\"b\" & <i>", "c\nd", "%2e%2e", "\u{202E}e", "a/../b?c=d#e"]
    for (place, id) in ids.enumerated() {
      try add([
        "id": id, "text": other.replacing(". ", with: ". \(hostile) ", maxReplacements: place + 1),
        "outlet": hostile, "date": hostile, "title": "\(hostile) \(place)",
        "url": "javascript:alert(1)",
      ])
    }
    lines.append("{\"id\": \"broken\"")
    return try folder.write("<pile>.jsonl", lines.joined(separator: "\n") + "\n")
  }

  /// Adds the texts of a file of the folder to the study.
  func add(_ file: String) throws {
    let settings = Study.Settings(
      paths: [folder.path(of: file)], store: folder.path(of: "a <b> study"), program: "test 1")
    _ = try Study(settings, progress: { _ in }).run(report: { _ in })
  }

  /// Asks for an address.
  func ask(
    _ path: String, _ method: HTTPRequest.Method = .get, host: String = "127.0.0.1:80",
    headers: HTTPFields = [:], body: String = ""
  ) async throws -> Answer {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: host, path: path, headerFields: headers)
    let context = PageContext(
      source: ApplicationRequestContextSource(
        channel: EmbeddedChannel(), logger: Logger(label: "test")))
    let response = try await responder.respond(
      to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body))),
      context: context)
    let writer = Collected()
    try await response.body.write(writer)
    return Answer(
      status: response.status.code, headers: response.headers, bytes: writer.bytes)
  }

  private final class Collected: ResponseBodyWriter {
    private let written = Mutex<[UInt8]>([])
    var bytes: [UInt8] { written.withLock { $0 } }

    func write(_ buffer: ByteBuffer) async throws {
      written.withLock { $0 += buffer.readableBytesView }
    }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  /// One address of every sort of page, and the cluster the hostile copies are in.
  var addresses: [String] {
    get throws {
      let bridge = try site.store.cluster(of: 1)?.number ?? 0
      let hostile = try site.store.cluster(of: 12)?.number ?? 0
      return [
        "/", "/overview", "/clusters", "/clusters?order=meaning&change=meaning", "/changes",
        "/search?q=bridge", "/statements",
        "/statements/told-differently", "/statements?name=mayor", "/articles/1/statements",
        "/search?q=script+alert", "/compare", "/about", "/articles/1",
        "/articles/12", "/articles/12?whole=yes",
      ]
        + [bridge, hostile].flatMap { cluster in
          ["", "/side-by-side", "/restored", "/descent"].map { "/clusters/\(cluster)\($0)" }
        }
        + [try copy(bridge), try copy(hostile)].flatMap { cluster, copy in
          [
            "/clusters/\(cluster)/side-by-side?copy=\(copy)", "/articles/\(copy)/differences",
            "/articles/\(copy)/differences?at-least=none", "/articles/\(copy)/differences/1",
            "/articles/\(copy)/statements",
          ]
        }
    }
  }

  /// A copy of a cluster that changes the meaning.
  private func copy(_ cluster: Int) throws -> (cluster: Int, copy: Int) {
    let copy = try site.store.members(of: cluster).first { $0.meaning > 0 }?.article
    return (cluster, copy ?? 0)
  }
}
