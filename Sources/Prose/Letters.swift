/// The letters and digits of a word without its marks, for comparing spellings.
package enum Letters {
  /// Letters and digits alone, in lower case.
  package static func folded(_ text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z": bytes.append(UInt8(scalar.value) | 0x20)
      case "a"..."z", "0"..."9": bytes.append(UInt8(scalar.value))
      case "\u{80}"...:
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else { continue }
        bytes.append(contentsOf: properties.lowercaseMapping.utf8)
      default: break
      }
    }
    return bytes
  }

  /// Levenshtein distance.
  ///
  /// - Complexity: O(a · b).
  package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j + 1] + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
