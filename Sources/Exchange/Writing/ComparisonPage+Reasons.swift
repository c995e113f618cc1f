import Judging

extension ComparisonPage {
  /// Kind and reason of every difference, for the script, as JSON the browser does not run.
  struct Reasons {
    private let comparison: Comparison

    init(of comparison: Comparison) {
      self.comparison = comparison
    }

    /// Writes `{"kinds":[[name, label]…],"severities":[…],"causes":[…],"reasons":[…],
    /// "all":[kind, severity, in quotation, reason, cause or -1, …]}`; reasons repeat, so each is
    /// written once.
    func write(to output: OutputFile) throws {
      var reasons = Numbers<String>()
      var all: [Int] = []
      all.reserveCapacity(comparison.differences.count * 5)
      for difference in comparison.differences {
        let severity = Severity.allCases.firstIndex(of: difference.severity) ?? 0
        all += [
          difference.kind.pageNumber, severity, difference.isInQuotation ? 1 : 0,
          reasons.number(of: difference.reason), difference.cause ?? -1,
        ]
      }
      var json = JSONWriter()
      json.object { json in
        json.array("kinds") { json in
          for kind in DifferenceKind.allCases {
            json.array { json in
              json.value(kind.rawValue)
              json.value(kind.label)
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
        json.array("causes") { json in
          for cause in comparison.causes { json.value(cause.name.told) }
        }
        json.array("reasons") { json in
          for reason in reasons.all { json.value(Unseen.shown(reason)) }
        }
        json.array("all") { json in for number in all { json.value(number) } }
      }
      try Self.write(json, to: output)
    }

    /// Writes JSON into an element: `<` stands only inside strings, and is written so that no text can
    /// end the element it is in.
    static func write(_ json: JSONWriter, to output: OutputFile) throws {
      var markup = Markup()
      for part in json.bytes.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false) {
        if part.startIndex > 0 { markup.html("\\u003c") }
        markup.raw(part)
        try markup.flush(to: output)
      }
      try markup.flush(to: output, atLeast: 0)
    }
  }
}
