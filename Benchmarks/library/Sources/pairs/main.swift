// How many pairs a second are compared inside the library, without files and processes.
//
//   swift run -c release --package-path Benchmarks/library pairs PAIRS.jsonl
//
// PAIRS holds `base` and `witness` a line, as make_damage.py writes them.
import Foundation
import Truecopy

struct Pair: Decodable {
  var base: String
  var witness: String
}

/// Processor seconds of one run over all pairs, the fastest of five.
func seconds(_ body: () -> Void) -> Double {
  (0..<5).map { _ in
    let start = clock()
    body()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }.min() ?? 0
}

guard CommandLine.arguments.count == 2 else {
  print("usage: pairs PAIRS.jsonl")
  exit(64)
}
let lines = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
  .split(separator: "\n")
let pairs = try lines.map { try JSONDecoder().decode(Pair.self, from: Data($0.utf8)) }
let bytes = pairs.reduce(0) { $0 + $1.base.utf8.count + $1.witness.utf8.count }

func witness(_ text: String, _ siglum: String) -> Witness {
  Witness(Article(id: siglum, text: text), siglum: siglum)
}

var found = 0
let cut = seconds {
  for pair in pairs {
    found += witness(pair.base, "A").words.count + witness(pair.witness, "B").words.count
  }
}
let collated = seconds {
  for pair in pairs {
    found += Collation(of: witness(pair.base, "A"), and: witness(pair.witness, "B")).loci.count
  }
}
let compared = seconds {
  for pair in pairs {
    found +=
      Comparison(of: witness(pair.base, "A"), and: witness(pair.witness, "B")).differences.count
  }
}
let count = Double(pairs.count)
func micro(_ seconds: Double) -> Int { Int(seconds / count * 1e6) }
print(
  "\(pairs.count) pairs of \(bytes / max(1, pairs.count)) bytes: \(Int(count / compared)) a CPU second;",
  "each \(micro(cut)) us cutting, \(micro(collated - cut)) collating, \(micro(compared - collated)) judging"
)
