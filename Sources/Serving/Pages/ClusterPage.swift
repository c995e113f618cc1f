import Judging
import Storing

/// One report: its copies, when they came out, where they part from the kept text, and what changed
/// the meaning.
struct ClusterPage: TemplatePage {
  static let template = "cluster"
  let title: String
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?
  let trail: [Fields] = [.clusters]

  /// Copies drawn on the line of time, changes listed one by one, in all and of one copy, and copies
  /// to choose from.
  private static let mostDrawn = 2000
  private static let mostChanges = 12
  private static let changesOfEach = 3
  private static let mostChoices = 200

  init(_ site: Site, _ ask: Ask) throws {
    let store = site.store
    let cluster = try site.cluster(ask.number("cluster"))
    title = cluster.title
    let paging = try Paging(ask)
    let members = try store.members(of: cluster.number, from: paging.offset, limit: paging.size)
    let length = try site.article(cluster.kept).text.unicodeScalars.count
    let rows = try members.map { member -> Fields in
      let lane =
        member.article == cluster.kept
        ? "" : Lane(try store.partings(of: member.article), length: length).markup
      return member.fields
        + [
          "cluster": .number(cluster.number), "lane": .markup(lane),
          "isBase": .shown(member.article == cluster.kept),
          "isOwn": .shown(member.isKept && member.article != cluster.kept),
        ]
    }
    var changes: [Store.DifferenceLine] = []
    for member in members where member.meaning > 0 && changes.count < Self.mostChanges {
      changes += try store.differences(
        of: member.article, atLeast: .meaning,
        limit: min(Self.changesOfEach, Self.mostChanges - changes.count))
    }
    let meaning = members.reduce(0) { $0 + $1.meaning }
    let timeline = Timeline(
      try store.appearances(of: cluster.number, limit: Self.mostDrawn), of: cluster)
    let choices = try store.members(of: cluster.number, from: 0, limit: Self.mostChoices)
      .map { member -> Fields in
        [
          "number": .number(member.article), "label": .told(member.label),
          "isBase": .shown(member.article == cluster.kept),
        ]
      }
    let restored = try store.restoration(of: cluster.number)
    table = (rows, [])
    fields =
      cluster.fields
      + [
        "members": .list(rows), "timeline": .markup(timeline.markup),
        "changes": .list(try store.inContext(changes).map(\.fields)),
        "moreChanges": .told(
          meaning > changes.count ? Figures.text(meaning - changes.count) : nil),
        "choices": .list(choices), "isSettled": .shown(restored != nil),
        "hasDescent": .shown((restored?.witnesses.count ?? 0) > 1),
        "undecided": .count(restored?.undecided), "mended": .count(restored?.mended),
      ] + paging.fields(ask, total: cluster.size)
  }
}

extension Store.MemberLine {
  /// What people call the text.
  var label: String {
    let name = outlet.map { "\($0): " } ?? ""
    let date = published.map { ", \(Wording.day($0))" } ?? ""
    return Wording.cut("\(name)\(headline ?? id)", 60) + date
  }

  var fields: Fields {
    [
      "number": .number(article), "id": .text(id), "headline": .text(headline),
      "outlet": .text(outlet), "published": .text(published), "url": .text(url),
      "relation": .text(relation), "relationTold": .told(Wording.relation(relation)),
      "coverage": .share(coverage), "condition": .share(condition), "faults": .json(faults),
      "is_kept": .truth(isKept), "copy_of": .text(copyOf), "reason": .text(reason),
      "agreement": .share(agreement), "none": .count(none), "style": .count(style),
      "meaning": .count(meaning), "hasMeaning": .shown(meaning > 0), "hasStyle": .shown(style > 0),
      "differ": .told(Wording.differ(meaning)),
      "reasonMarked": .markup(Wording.marked(reason ?? "")),
      "name": .told(Wording.cut(headline ?? id, 120)), "day": .told(published.map(Wording.day)),
    ]
  }
}
