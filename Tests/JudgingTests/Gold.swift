import Foundation
import Support

/// Differences made or marked by hand: of the example (`truth.json`), or of the seed pair beside the checkout.
struct Gold: Decodable {
  let differences: [Difference]

  struct Difference: Decodable {
    let base: Span
    let witness: Span
    let kind: String
    let alsoRight: [String]?
    let severity: String

    private enum CodingKeys: String, CodingKey {
      case base, witness, kind, severity
      case alsoRight = "kind_also"
    }
  }

  /// A range of Unicode scalars.
  struct Span: Decodable, Hashable {
    var start: Int
    var end: Int

    /// Shared scalars, nil where the spans do not touch; an empty span touches at its point.
    func overlap(_ other: Span) -> Int? {
      let shared = min(end, other.end) - max(start, other.start)
      let areBothFull = start < end && other.start < other.end
      return shared < 0 || (shared == 0 && areBothFull) ? nil : shared
    }
  }

  /// The truth about each copy of the example, by file.
  static func ofExample() throws -> [String: Gold] {
    struct Truth: Decodable { let copies: [Copy] }
    struct Copy: Decodable {
      let file: String
      let differences: [Gold.Difference]?
    }
    let data = try Example.harbourBridge.data(of: "truth.json")
    let copies = try JSONDecoder().decode(Truth.self, from: data).copies
    return Dictionary(
      uniqueKeysWithValues: copies.map { ($0.file, Gold(differences: $0.differences ?? [])) })
  }

  /// The truth about the seed pair.
  static func ofSeed() throws -> Gold {
    try JSONDecoder().decode(Gold.self, from: try Shared.data(of: "seeds/gold.json"))
  }
}
