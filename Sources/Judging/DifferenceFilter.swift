/// Which differences a reader wants to see: by how much they matter, and by kind.
public struct DifferenceFilter: Hashable, Sendable {
  /// The least severity.
  public var atLeast: Severity
  /// Kinds that are not shown whatever their severity.
  public var hiddenKinds: Set<DifferenceKind>

  /// Makes a filter.
  public init(atLeast: Severity = .none, hiddenKinds: Set<DifferenceKind> = []) {
    self.atLeast = atLeast
    self.hiddenKinds = hiddenKinds
  }

  /// Whether the filter lets a difference through.
  public func shows(_ difference: Difference) -> Bool {
    difference.severity >= atLeast && !hiddenKinds.contains(difference.kind)
  }
}

/// A name for several kinds: what stands before the point in theirs, or a group a reader thinks of
/// as one.
public struct KindFamily: Hashable, Sendable {
  /// What it is called.
  public let name: String
  /// What it holds, in the order of the kinds.
  public let kinds: [DifferenceKind]

  /// Every family, the groups first.
  public static let all: [KindFamily] = {
    var families = [
      KindFamily(
        name: "spacing",
        kinds: [
          .lineBreak, .space, .trailingSpace, .punctuationDetached, .quoteDetached,
          .cliticDetached, .abbreviationSplit,
        ]),
      KindFamily(name: "marks", kinds: [.quoteGlyph, .dashGlyph, .strayMark, .punctuation]),
      KindFamily(
        name: "facts", kinds: [.number, .unit, .money, .date, .polarity, .modality]),
    ]
    for kind in DifferenceKind.allCases {
      guard let point = kind.rawValue.firstIndex(of: ".") else { continue }
      let name = String(kind.rawValue[..<point])
      guard !families.contains(where: { $0.name == name }) else { continue }
      let members = DifferenceKind.allCases.filter { $0.rawValue.hasPrefix(name + ".") }
      families.append(KindFamily(name: name, kinds: members))
    }
    return families
  }()

  /// What may be asked for: every family, then every kind.
  public static let names: [String] = all.map(\.name) + DifferenceKind.allCases.map(\.rawValue)

  /// The kinds a name stands for; nil where it is none.
  ///
  /// What stands behind the point is enough: `line-break`, and `spelling` for words and names.
  public static func kinds(named name: String) -> [DifferenceKind]? {
    if let kind = DifferenceKind(rawValue: name) { return [kind] }
    if let family = all.first(where: { $0.name == name }) { return family.kinds }
    let kinds = DifferenceKind.allCases.filter { $0.rawValue.hasSuffix("." + name) }
    return name.isEmpty || kinds.isEmpty ? nil : kinds
  }
}
