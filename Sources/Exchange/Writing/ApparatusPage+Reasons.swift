import Judging

extension ApparatusPage.Flow {
  /// What the script tells of each place, as on the page of two.
  ///
  /// Here a kind is a set of kinds, and what is told of a place is the numbers of witnesses (in
  /// `sigla`) and of reasons in turn: a phrase left out is told of at every place in it.
  func reasons(_ sets: ApparatusPage.KindSets) -> JSONWriter {
    let places = places
    var sigla = Numbers<[String]>()
    var reasons = Numbers<String>()
    let told = places.map { place in
      place.told.flatMap {
        [sigla.number(of: $0.sigla), reasons.number(of: $0.difference.reason)]
      }
    }
    var json = JSONWriter()
    json.object { json in
      json.field("many", true)
      json.array("kinds") { json in
        for kinds in sets.all {
          json.array { json in
            json.value(kinds.map(\.rawValue).joined(separator: ", "))
            json.value(kinds.map(\.label).joined(separator: "; "))
            json.array { json in for kind in kinds { json.value("k\(kind.pageNumber)") } }
          }
        }
      }
      json.array("severities") { json in
        for severity in Severity.allCases {
          json.array { json in
            json.value(severity.pageClass)
            json.value(severity.label)
          }
        }
      }
      json.array("causes") { json in for cause in causes { json.value(cause) } }
      json.array("sigla") { json in
        for set in sigla.all { json.array { json in for siglum in set { json.value(siglum) } } }
      }
      json.array("reasons") { json in
        for reason in reasons.all { json.value(ComparisonPage.Unseen.shown(reason)) }
      }
      json.array("told") { json in
        for place in told { json.array { json in for number in place { json.value(number) } } }
      }
      json.array("all") { json in
        for (number, place) in places.enumerated() {
          let severity = place.mark.flatMap { Severity.allCases.firstIndex(of: $0.severity) } ?? 0
          // A place without a set is one of kinds left out: no box shows it.
          json.value(place.set ?? -1)
          json.value(severity)
          json.value(place.mark?.isInQuotation ?? false ? 1 : 0)
          json.value(number)
          json.value(place.cause ?? -1)
        }
      }
    }
    return json
  }
}

/// Values that repeat, each once, by number.
struct Numbers<Value: Hashable> {
  private(set) var all: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(of value: Value) -> Int {
    if let known = numbers[value] { return known }
    numbers[value] = all.count
    all.append(value)
    return all.count - 1
  }
}
