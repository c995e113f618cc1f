import Judging

extension ApparatusPage.Flow {
  /// What the script tells of each place, as on the page of two: here a kind is a set of kinds, and a
  /// reason is what is said of each witness.
  func reasons(_ sets: ApparatusPage.KindSets) -> JSONWriter {
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
      json.array("reasons") { json in
        for place in places {
          json.array { json in
            for said in place.told {
              json.array { json in
                json.array { json in for siglum in said.sigla { json.value(siglum) } }
                json.value(ComparisonPage.Unseen.shown(said.difference.reason))
              }
            }
          }
        }
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
