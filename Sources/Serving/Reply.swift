import HTTPTypes
import Hummingbird

/// An answer, ready to be sent and to be sent again.
struct Reply: Sendable {
  let status: HTTPResponse.Status
  let bytes: [UInt8]
  let type: String
  /// What the page asks the browser to allow.
  let policy: String
  /// The name under which a browser keeps it; nil for what is shown.
  let fileName: String?
  /// What tells it from others, for who has it already; nil for what is not asked for again.
  let tag: String?

  init(
    _ status: HTTPResponse.Status = .ok, bytes: [UInt8], type: String, policy: String,
    fileName: String? = nil, tag: String? = nil
  ) {
    self.status = status
    self.bytes = bytes
    self.type = type
    self.policy = policy
    self.fileName = fileName
    self.tag = tag.map { "\"\($0)\"" }
  }

  /// - Parameter request: Who has it already is told so, and is not sent it again.
  func response(to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: type, .contentSecurityPolicy: policy + "; frame-ancestors 'none'",
      .xContentTypeOptions: "nosniff", .cacheControl: "no-cache",
    ]
    headers[.eTag] = tag
    for (name, value) in Self.fixed { if let name { headers[name] = value } }
    if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
    if status == .ok, let tag, request.headers[.ifNoneMatch] == tag {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private static let fixed = [
    // Not `no-referrer`: a browser would then send the site's own forms with the origin `null`.
    (HTTPField.Name("Referrer-Policy"), "same-origin"),
    (HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin"),
    (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
  ]
}
