import Exchange

/// Why a page is not given, in the form it was asked for.
struct RefusalPage: TemplatePage {
  static let template = "refusal"
  let title: String
  let fields: Fields
  private let refusal: Refusal

  init(_ refusal: Refusal) {
    self.refusal = refusal
    title = refusal.status == 404 ? "Not found" : "That did not work"
    fields = [
      "status": .number(refusal.status), "problem": .text(refusal.problem),
      "hint": .text(refusal.hint),
    ]
  }

  func json() throws -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/serve/1")
      json.field("ok", false)
      json.field("error", refusal.problem)
      json.field("hint", refusal.hint)
      json.field("status", refusal.status)
    }
    json.endLine()
    return json.bytes
  }
}
