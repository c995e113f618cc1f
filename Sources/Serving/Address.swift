import Foundation
import Hummingbird

/// Where a page is, so that it can name its other forms.
struct PageAddress: Sendable {
  /// The path, without the name of a form.
  let path: String
  /// What stands behind the question mark.
  let query: String?

  /// The address of a form of the page.
  func string(_ form: Ask.Form) -> String {
    // The first page has no name to hang `.json` on.
    let name = path == "/" ? "/overview" : path
    return (form == .html ? path : "\(name).\(form.rawValue)") + (query.map { "?" + $0 } ?? "")
  }
}

/// Addresses within the site.
enum Address {
  /// The query with some of its words replaced, empty ones left out, in order of their names.
  static func query(_ query: [String: String], with changes: [String: String?]) -> String {
    let words = query.merging(changes.mapValues { $0 ?? "" }) { $1 }
    return "?"
      + words.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      .map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
  }

  /// A word as a query holds it: all but the unreserved of RFC 3986 escaped.
  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// Reads a query, or a form that was sent.
  static func words(_ query: String) throws -> [String: String] {
    do { return try URLEncodedFormDecoder().decode([String: String].self, from: query) } catch {
      throw Refusal(
        status: 400, problem: "what stands behind the question mark, or was sent, cannot be read",
        hint: "it is written name=value&name=value, with %XX for what is no letter or digit")
    }
  }
}
