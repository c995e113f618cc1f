import HTTPTypes
import Hummingbird
import NIOCore
import Storing

/// What every request goes through: who may ask, which form is asked for, and what is told where
/// something is wrong.
struct Addressing<Inner: HTTPResponder<PageContext>>: HTTPResponder {
  let desk: Desk
  let router: Inner
  let hosts: HostCheck

  func respond(to request: Request, context: PageContext) async throws -> Response {
    var (head, context) = (request.head, context)
    let path = request.uri.path
    for form in [Ask.Form.json, .csv] where path.hasSuffix("." + form.rawValue) {
      context.form = form
      head.path =
        path.dropLast(form.rawValue.count + 1) + (request.uri.query.map { "?" + $0 } ?? "")
    }
    do {
      guard hosts.allows(head.authority) else { throw Refusal.otherHost }
      if head.method == .post, !Self.isFromHere(head) { throw Refusal.elsewhere }
      let response = try await router.respond(
        to: Request(head: head, body: request.body), context: context)
      // The router's own refusals have no words.
      if response.status.code >= 400, response.body.contentLength == 0 {
        throw HTTPError(response.status)
      }
      return response
    } catch {
      let address = PageAddress(path: path, query: request.uri.query)
      return desk.reply(Refusal(error), in: context.form, at: address).response(to: request)
    }
  }

  /// Whether a form was sent from a page of this site, or by no page at all.
  private static func isFromHere(_ head: HTTPRequest) -> Bool {
    guard let origin = head.headerFields[.origin] else { return true }
    return origin == "http://" + (head.authority ?? "")
  }
}

extension Refusal {
  static let otherHost = Refusal(
    status: 421, problem: "this machine is not called that",
    hint: "open it as localhost or 127.0.0.1; --host names another address to listen at")
  static let elsewhere = Refusal(
    status: 403, problem: "the texts were sent from a page of another site", hint: nil)

  /// What went wrong, as it is told to who asked: nothing of the inside of the program.
  init(_ error: any Error) {
    switch error {
    case let refusal as Refusal: self = refusal
    case let error as StoreError:
      self.init(status: 500, problem: error.problem, hint: error.hint)
    case is NIOTooManyBytesError:
      self.init(
        status: 413, problem: "what was sent is longer than \(Site.mostSent >> 20) MB",
        hint: "compare long texts with truecopy compare A B --format html -o changes.html")
    case let error as HTTPError where error.status == .notFound: self = .missing
    case let error as HTTPError:
      self.init(
        status: error.status.code, problem: error.status.reasonPhrase.lowercased(), hint: nil)
    default: self.init(status: 500, problem: "the page could not be made", hint: nil)
    }
  }
}
