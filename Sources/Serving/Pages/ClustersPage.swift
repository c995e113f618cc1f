import Storing

/// The reports that stand in more than one copy, by what is asked of them.
struct ClustersPage: TemplatePage {
  static let template = "clusters"
  let title = "Reports in more than one copy"
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?

  init(_ site: Site, _ ask: Ask) throws {
    var filter = Store.ClusterFilter()
    filter.change = try ask.choice("change")
    filter.outlet = ask.word("outlet")
    filter.year = ask.word("year")
    filter.kind = ask.word("kind")
    let order = try ask.choice("order", of: Store.ClusterOrder.self) ?? .size
    let paging = try Paging(ask)
    let rows = try site.store.clusters(
      filter, by: order, from: paging.offset, limit: paging.size
    ).map(\.fields)
    let total = try site.store.clusterCount(filter)
    let facets = try site.store.facets(filter)
    func list(
      _ name: String, _ title: String, _ found: [Store.Facet], _ chosen: String?,
      label: (Store.Facet) -> String = { $0.value }
    ) -> Fields? {
      if found.isEmpty { return nil }
      let values = found.map { facet -> Fields in
        let isChosen = facet.value == chosen
        let address = Address.query(
          ask.query, with: [name: isChosen ? nil : facet.value, "page": nil])
        return [
          "value": .text(facet.value), "label": .told(label(facet)), "count": .count(facet.count),
          "is_chosen": .truth(isChosen), "href": .told(address),
        ]
      }
      return [
        "name": .text(name), "title": .told(title), "values": .list(values),
        "isOpen": .shown(chosen != nil || values.count <= 6),
      ]
    }
    let lists = [
      list("change", "What the copies changed", facets.changes, filter.change?.rawValue) {
        Self.change($0.value)
      },
      list("year", "Year", facets.years, filter.year),
      list("outlet", "Outlet", facets.outlets, filter.outlet),
      list("kind", "Kind of difference", facets.kinds, filter.kind) { $0.label },
    ].compactMap(\.self)
    let orders = Store.ClusterOrder.allCases.map { choice -> Fields in
      [
        "value": .text(choice.rawValue), "label": .told(Self.label(choice)),
        "is_chosen": .truth(choice == order),
        "href": .told(Address.query(ask.query, with: ["order": choice.rawValue, "page": nil])),
      ]
    }
    let isAsked = filter != Store.ClusterFilter()
    table = (rows, Self.columns)
    fields =
      [
        "order": .text(order.rawValue), "orders": .list(orders), "facets": .list(lists),
        "isAsked": .shown(isAsked), "isEmpty": .shown(rows.isEmpty), "clusters": .list(rows),
      ] + paging.fields(ask, total: total)
  }

  private static func label(_ order: Store.ClusterOrder) -> String {
    switch order {
    case .size: "most copies"
    case .meaning: "most changes of meaning"
    case .date: "earliest"
    }
  }

  static func change(_ value: String) -> String {
    switch Store.ClusterFilter.Change(rawValue: value) {
    case .meaning: "the meaning"
    case .style: "only the style"
    case .nothing: "no words"
    case nil: value
    }
  }

  private static let columns = [
    "number", "id", "kept", "kept_number", "headline", "opening", "size", "outlets",
    "first_published", "last_published", "none", "style", "meaning",
  ]
}
