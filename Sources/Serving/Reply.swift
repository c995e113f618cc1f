import HTTPTypes
import Hummingbird
import Prose

/// An answer, ready to be sent and to be sent again.
struct Reply: Sendable {
  let status: HTTPResponse.Status
  let bytes: [UInt8]
  let type: String
  /// What the page asks the browser to allow.
  let policy: String
  /// The name under which a browser keeps it; nil for what is shown.
  let fileName: String?
  /// What tells it from others, for who has it already.
  let tag: String

  init(
    _ status: HTTPResponse.Status = .ok, bytes: [UInt8], type: String, policy: String,
    fileName: String? = nil
  ) {
    self.status = status
    self.bytes = bytes
    self.type = type
    self.policy = policy
    self.fileName = fileName
    tag =
      "\"\(String(StableHash.of(String(decoding: bytes, as: UTF8.self)), radix: 36))-\(bytes.count)\""
  }

  /// - Parameter request: Who has it already is told so, and is not sent it again.
  func response(to request: Request) -> Response {
    var headers: HTTPFields = [
      .contentType: type, .contentSecurityPolicy: policy + "; frame-ancestors 'none'",
      .xContentTypeOptions: "nosniff", .eTag: tag, .cacheControl: "no-cache",
    ]
    for (name, value) in Self.fixed { if let name { headers[name] = value } }
    if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
    if status == .ok, request.headers[.ifNoneMatch] == tag {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private static let fixed = [
    (HTTPField.Name("Referrer-Policy"), "no-referrer"),
    (HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin"),
    (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
  ]
}
